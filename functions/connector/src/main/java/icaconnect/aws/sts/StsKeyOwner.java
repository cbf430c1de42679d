package icaconnect.aws.sts;

import icaconnect.aws.client.Clients;
import icaconnect.aws.failure.AwsFailure;
import icaconnect.credential.KeyOwner;
import icaconnect.failure.TryAgain;
import icaconnect.ica.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

/** Asks STS, with the key itself. */
public final class StsKeyOwner implements KeyOwner {
  @Override
  public String arn(AwsCredentials key) {
    var credentials = AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
    try (var sts =
        new Clients(StaticCredentialsProvider.create(credentials)).here(StsClient.builder())) {
      return sts.getCallerIdentity().arn();
    } catch (StsException e) {
      throw new TryAgain(
          "AWS does not know the new key " + key.accessKeyId() + " yet: " + AwsFailure.code(e), e);
    }
  }
}
