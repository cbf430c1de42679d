package icaconnect.enforced;

import icaconnect.ica.ApiKey;
import icaconnect.ica.StandInIca;
import java.util.Map;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * The stand-in for ICA, and the secrets with its API key: the stack's, and one that requests may
 * name.
 */
final class IcaAccount implements AutoCloseable {
  private static final String API_KEY = "api-key-1";

  private final StandInIca standIn = new StandInIca(0, new ApiKey(API_KEY), seen -> {});
  private final String stacksSecret;
  private final String requestsSecret;

  IcaAccount(MiniStack miniStack) {
    var secrets = miniStack.root(SecretsManagerClient.builder());
    stacksSecret =
        secrets.createSecret(r -> r.name("stack/key-of-ica").secretString(API_KEY)).arn();
    requestsSecret =
        secrets.createSecret(r -> r.name("ica-api-key-of-a-lab").secretString(API_KEY)).arn();
  }

  /** What the template is deployed with. */
  Map<String, String> parameters() {
    return Map.of(
        "IcaBaseUrl", standIn.baseUrl().uri().toString(), "IcaApiKeySecretArn", stacksSecret);
  }

  String requestsSecret() {
    return requestsSecret;
  }

  @Override
  public void close() {
    standIn.close();
  }
}
