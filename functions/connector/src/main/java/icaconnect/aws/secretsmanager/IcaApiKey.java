package icaconnect.aws.secretsmanager;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.aws.client.Clients;
import icaconnect.aws.environment.DeployersLimits;
import icaconnect.code.Code;
import icaconnect.connection.Limits;
import icaconnect.failure.Refused;
import icaconnect.ica.ApiKey;
import icaconnect.ica.BaseUrl;
import icaconnect.ica.Ica;
import icaconnect.ica.IcaAccess;
import icaconnect.ica.IcaClient;
import icaconnect.lambda.Json;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/**
 * ICA API keys in Secrets Manager, read anew each time so that a replaced one counts at once. The
 * secret is the key itself, or JSON with the field {@code apiKey}.
 */
public final class IcaApiKey implements IcaAccess {
  private final SecretsManagerClient secrets;
  private final Optional<String> secretArn;
  private final BaseUrl base;
  private final Limits limits;

  /**
   * As the environment says: ICA_API_KEY_SECRET_ARN (the stack's; empty for none) and ICA_BASE_URL.
   */
  public IcaApiKey() {
    this(
        new Clients().here(SecretsManagerClient.builder()),
        Optional.ofNullable(System.getenv("ICA_API_KEY_SECRET_ARN")),
        Optional.ofNullable(System.getenv("ICA_BASE_URL")),
        DeployersLimits.ofEnvironment());
  }

  IcaApiKey(
      SecretsManagerClient secrets,
      Optional<String> secretArn,
      Optional<String> baseUrl,
      Limits limits) {
    this.secrets = secrets;
    this.secretArn = secretArn.filter(arn -> !arn.isBlank());
    this.base = baseUrl.filter(url -> !url.isBlank()).map(BaseUrl::of).orElse(BaseUrl.ILLUMINA);
    this.limits = limits;
  }

  @Override
  public Optional<Ica> open(Optional<String> apiKeySecretArn) {
    apiKeySecretArn.ifPresent(limits::checkApiKey);
    return secretOf(apiKeySecretArn).map(arn -> new IcaClient(base, read(arn)));
  }

  @Override
  public Optional<String> secretOf(Optional<String> apiKeySecretArn) {
    return apiKeySecretArn.or(() -> secretArn);
  }

  private ApiKey read(String arn) {
    try {
      return parse(secrets.getSecretValue(request -> request.secretId(arn)).secretString());
    } catch (ResourceNotFoundException e) {
      throw refused("does not exist or has no value");
    } catch (IllegalArgumentException e) {
      // Without its message, which may quote the secret.
      throw refused("holds no API key");
    }
  }

  static ApiKey parse(String secret) {
    if (secret == null) {
      throw new IllegalArgumentException("no text");
    }
    String text = secret.strip();
    JsonNode json = text.startsWith("{") ? Json.parse(text).path("apiKey") : null;
    return new ApiKey(json == null ? text : json.asText());
  }

  private static Refused refused(String why) {
    return new Refused(
        Code.ICA_API_KEY_UNUSABLE,
        "The secret of the ICA API key " + why + ".",
        "Store the API key as its text.");
  }
}
