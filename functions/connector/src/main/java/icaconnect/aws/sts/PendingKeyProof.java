package icaconnect.aws.sts;

import icaconnect.aws.client.Clients;
import icaconnect.aws.failure.AwsFailure;
import icaconnect.aws.secretsmanager.ConnectionSecret;
import icaconnect.failure.TryAgain;
import icaconnect.ica.AwsCredentials;
import icaconnect.rotation.KeyProof;
import icaconnect.rotation.SecretVersions;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

/** Asks STS, with the pending key, whose key it is: the one call that needs no permission. */
public final class PendingKeyProof implements KeyProof {
  private final SecretsManagerClient secrets = new Clients().here(SecretsManagerClient.builder());

  @Override
  public void usePending(String secretName) {
    var version =
        secrets.getSecretValue(r -> r.secretId(secretName).versionStage(SecretVersions.PENDING));
    AwsCredentials key = ConnectionSecret.parse(version.secretString());
    var credentials = AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
    try (var sts =
        new Clients(StaticCredentialsProvider.create(credentials)).here(StsClient.builder())) {
      sts.getCallerIdentity();
    } catch (StsException e) {
      throw new TryAgain(
          "AWS does not know the new key " + key.accessKeyId() + " yet: " + AwsFailure.code(e), e);
    }
  }
}
