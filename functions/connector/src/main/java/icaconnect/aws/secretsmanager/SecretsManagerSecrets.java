package icaconnect.aws.secretsmanager;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.aws.client.Clients;
import icaconnect.connection.Mark;
import icaconnect.credential.NewKey;
import icaconnect.credential.Secrets;
import icaconnect.credential.StoredCredential;
import icaconnect.failure.TryAgain;
import icaconnect.lambda.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ReplicationStatusType;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** Secrets in Secrets Manager, tagged with the bucket and the id of the key in them. */
public final class SecretsManagerSecrets implements Secrets {
  private static final String AWS_KEY = "alias/aws/secretsmanager";

  private final SecretsManagerClient secrets;
  private final SecretsManagerClient once;
  private final Optional<String> keyArn;

  public SecretsManagerSecrets() {
    this(
        new Clients().here(SecretsManagerClient.builder()),
        new Clients().once(SecretsManagerClient.builder()),
        Optional.ofNullable(System.getenv("SECRETS_KEY_ARN")).filter(arn -> !arn.isBlank()));
  }

  /**
   * @param once sends each call once
   * @param keyArn of the key that new secrets are encrypted with; empty stands for Secrets
   *     Manager's own
   */
  SecretsManagerSecrets(
      SecretsManagerClient secrets, SecretsManagerClient once, Optional<String> keyArn) {
    this.secrets = secrets;
    this.once = once;
    this.keyArn = keyArn;
  }

  @Override
  public Optional<StoredCredential> describe(String name) {
    try {
      var secret = secrets.describeSecret(r -> r.secretId(name));
      return Optional.of(
          new StoredCredential(
              secret.arn(),
              secret.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value)),
              otherKey(secret.kmsKeyId()),
              secret.deletedDate() != null,
              secret.replicationStatus().stream().map(ReplicationStatusType::region).toList()));
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    }
  }

  /**
   * It has none where it is encrypted with Secrets Manager's own, whose alias only AWS may make;
   * others may end alike.
   * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html
   * https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html
   */
  private Optional<String> otherKey(@Nullable String key) {
    return Optional.ofNullable(key)
        .filter(it -> !it.isBlank() && !it.equals(AWS_KEY) && !it.endsWith(":" + AWS_KEY))
        .filter(it -> keyArn.filter(own -> own.equals(it) || own.endsWith("/" + it)).isEmpty());
  }

  @Override
  public Optional<JsonNode> policy(String arn) {
    return Optional.ofNullable(secrets.getResourcePolicy(r -> r.secretId(arn)).resourcePolicy())
        .filter(policy -> !policy.isBlank())
        .map(Json::parse);
  }

  /** Sent once: a repetition of a put that arrived would replace what somebody has put since. */
  @Override
  public void guard(String arn, JsonNode policy) {
    try {
      once.putResourcePolicy(
          r -> r.secretId(arn).resourcePolicy(Json.write(policy)).blockPublicPolicy(true));
    } catch (SdkClientException e) {
      throw new TryAgain("The answer to the policy of the secret " + arn + " was lost.", e);
    }
  }

  @Override
  public String create(String name, Mark mark, String userName) {
    try {
      return secrets
          .createSecret(r ->
              r.name(name)
                  .kmsKeyId(keyArn.orElse(null))
                  .description(
                      "Access key of " + userName + " for ICA's use of the bucket " + mark.bucket())
                  .tags(tags(mark)))
          .arn();
    } catch (ResourceExistsException e) {
      throw new TryAgain("Secrets Manager has the secret " + name + " and did not show it.", e);
    } catch (InvalidRequestException e) {
      throw isBeingDeleted(e)
          ? new TryAgain(
              "The secret "
                  + name
                  + " is being deleted, which takes Secrets Manager a moment. Remedy: where it lasts, somebody has scheduled its deletion; restore it, then connect again.",
              e)
          : e;
    }
  }

  /**
   * A deletion without recovery is asynchronous, and the name is taken as long as it lasts.
   * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html
   */
  private static boolean isBeingDeleted(InvalidRequestException e) {
    return e.awsErrorDetails() != null
        && e.awsErrorDetails().errorMessage() != null
        && e.awsErrorDetails().errorMessage().contains("scheduled for deletion");
  }

  @Override
  public void put(String arn, String bucket, String userName, NewKey key) {
    secrets.putSecretValue(r -> r.secretId(arn).secretString(value(bucket, userName, key)));
    secrets.tagResource(r -> r.secretId(arn).tags(keyTag(key.accessKeyId())));
  }

  @Override
  public void delete(String arn) {
    try {
      secrets.deleteSecret(r -> r.secretId(arn).forceDeleteWithoutRecovery(true));
    } catch (ResourceNotFoundException e) {
      // Gone already, which is what was wanted.
    }
  }

  static String value(String bucket, String userName, NewKey key) {
    return Json.write(
        Json.MAPPER
            .createObjectNode()
            .put("accessKeyId", key.accessKeyId())
            .put("secretAccessKey", key.secretAccessKey())
            .put("userName", userName)
            .put(ConnectionSecret.BUCKET, bucket));
  }

  private static List<Tag> tags(Mark mark) {
    return mark.tags().entrySet().stream().map(tag -> tag(tag.getKey(), tag.getValue())).toList();
  }

  static Tag keyTag(String accessKeyId) {
    return tag(StoredCredential.KEY_TAG, accessKeyId);
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }
}
