package icaconnect.aws.secretsmanager;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.aws.client.Clients;
import icaconnect.credential.NewKey;
import icaconnect.credential.StoredCredential;
import icaconnect.rotation.KeyVersion;
import icaconnect.rotation.SecretVersions;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** Versions of secrets in Secrets Manager; of their values only the key's id is passed on. */
public final class SecretsManagerVersions implements SecretVersions {
  private final SecretsManagerClient secrets = new Clients().here(SecretsManagerClient.builder());
  private final SecretsManagerSecrets whole = new SecretsManagerSecrets();

  @Override
  public Optional<StoredCredential> describe(String secretName) {
    return whole.describe(secretName);
  }

  @Override
  public Optional<JsonNode> policy(String secretArn) {
    return whole.policy(secretArn);
  }

  @Override
  public Optional<KeyVersion> at(String secretName, String label) {
    try {
      GetSecretValueResponse version =
          secrets.getSecretValue(r -> r.secretId(secretName).versionStage(label));
      return Optional.of(
          new KeyVersion(
              version.versionId(), ConnectionSecret.parse(version.secretString()).accessKeyId()));
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public void addPending(String secretArn, String bucket, String userName, NewKey key) {
    secrets.putSecretValue(r ->
        r.secretId(secretArn)
            .secretString(SecretsManagerSecrets.value(bucket, userName, key))
            .versionStages(PENDING));
  }

  @Override
  public void makeCurrent(String secretArn, KeyVersion from, KeyVersion to) {
    secrets.updateSecretVersionStage(r ->
        r.secretId(secretArn)
            .versionStage(CURRENT)
            .moveToVersionId(to.versionId())
            .removeFromVersionId(from.versionId()));
  }

  @Override
  public void unlabel(String secretArn, KeyVersion pending) {
    secrets.updateSecretVersionStage(
        r -> r.secretId(secretArn).versionStage(PENDING).removeFromVersionId(pending.versionId()));
  }

  @Override
  public void tag(String secretArn, String accessKeyId) {
    secrets.tagResource(r -> r.secretId(secretArn).tags(SecretsManagerSecrets.keyTag(accessKeyId)));
  }
}
