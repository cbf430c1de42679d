package icaconnect.aws.sts;

import icaconnect.aws.client.Clients;
import icaconnect.aws.secretsmanager.ConnectionSecret;
import icaconnect.credential.KeyOwner;
import icaconnect.rotation.KeyProof;
import icaconnect.rotation.SecretVersions;
import icaconnect.step.Step;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Asks STS, with the pending key, whose key it is. */
public final class PendingKeyProof implements KeyProof {
  private final SecretsManagerClient secrets = new Clients().here(SecretsManagerClient.builder());
  private final KeyOwner owner = new StsKeyOwner();

  @Override
  public void usePending(Step step, String secretName) {
    var version =
        secrets.getSecretValue(r -> r.secretId(secretName).versionStage(SecretVersions.PENDING));
    owner.proven(step, ConnectionSecret.parse(version.secretString()));
  }
}
