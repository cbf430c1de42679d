package icaconnect.aws.iam;

import icaconnect.aws.client.Clients;
import icaconnect.credential.AccessKey;
import icaconnect.credential.AccessKeys;
import icaconnect.credential.AnswerLost;
import icaconnect.credential.NewKey;
import icaconnect.failure.TryAgain;
import icaconnect.rotation.KeyUse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.StatusType;

/** Access keys in IAM. */
public final class IamAccessKeys implements AccessKeys, KeyUse {
  private static final int SERVICE_FAILED = 500;

  private final IamClient iam;
  private final IamClient once;

  public IamAccessKeys() {
    this(new Clients().here(IamClient.builder()), new Clients().once(IamClient.builder()));
  }

  /**
   * @param once sends each call once
   */
  IamAccessKeys(IamClient iam, IamClient once) {
    this.iam = iam;
    this.once = once;
  }

  @Override
  public List<AccessKey> of(String userName) {
    try {
      return iam.listAccessKeys(r -> r.userName(userName)).accessKeyMetadata().stream()
          .map(key ->
              new AccessKey(key.accessKeyId(), key.status() == StatusType.ACTIVE, key.createDate()))
          .toList();
    } catch (NoSuchEntityException e) {
      return List.of();
    } catch (IamException e) {
      throw AwsIamFailures.patient(e);
    }
  }

  @Override
  public NewKey create(String userName) {
    try {
      var key = once.createAccessKey(r -> r.userName(userName)).accessKey();
      return new NewKey(key.accessKeyId(), key.secretAccessKey());
    } catch (NoSuchEntityException e) {
      throw new TryAgain(
          "The user " + userName + " is new and not yet known everywhere in IAM.", e);
    } catch (SdkClientException e) {
      throw new AnswerLost(e);
    } catch (IamException e) {
      if (e.statusCode() >= SERVICE_FAILED) {
        throw new AnswerLost(e);
      }
      throw AwsIamFailures.patient(e);
    }
  }

  @Override
  public Optional<Instant> lastUsed(String accessKeyId) {
    try {
      return Optional.ofNullable(
          iam.getAccessKeyLastUsed(r -> r.accessKeyId(accessKeyId))
              .accessKeyLastUsed()
              .lastUsedDate());
    } catch (IamException e) {
      throw AwsIamFailures.patient(e);
    }
  }

  @Override
  public void disable(String userName, String accessKeyId) {
    try {
      iam.updateAccessKey(
          r -> r.userName(userName).accessKeyId(accessKeyId).status(StatusType.INACTIVE));
    } catch (IamException e) {
      throw AwsIamFailures.patient(e);
    }
  }

  @Override
  public void delete(String userName, String accessKeyId) {
    try {
      iam.deleteAccessKey(r -> r.userName(userName).accessKeyId(accessKeyId));
    } catch (NoSuchEntityException e) {
      // Gone already, which is what was wanted.
    } catch (IamException e) {
      throw AwsIamFailures.patient(e);
    }
  }
}
