package icaconnect.aws.secretsmanager;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.aws.client.Clients;
import icaconnect.code.Code;
import icaconnect.failure.Refused;
import icaconnect.ica.AwsCredentials;
import icaconnect.lambda.Json;
import icaconnect.registration.ConnectionKey;
import icaconnect.registration.ConnectionKeys;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** The connections' keys in Secrets Manager: JSON with accessKeyId and secretAccessKey. */
public final class ConnectionSecret implements ConnectionKeys {
  /** In the value, as this application writes it. */
  static final String BUCKET = "bucket";

  private final SecretsManagerClient secrets;

  public ConnectionSecret() {
    this(new Clients().here(SecretsManagerClient.builder()));
  }

  ConnectionSecret(SecretsManagerClient secrets) {
    this.secrets = secrets;
  }

  @Override
  public Optional<ConnectionKey> labelled(String secretName, String label) {
    try {
      return Optional.of(
          read(
              secrets.getSecretValue(request -> request.secretId(secretName).versionStage(label))));
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    }
  }

  private static ConnectionKey read(GetSecretValueResponse response) {
    String secret = response.secretString();
    var credentials = parse(secret);
    return new ConnectionKey(response.arn(), credentials, bucket(Json.parse(secret)));
  }

  /** The bucket that a secret's value says it is of. */
  public static Optional<String> bucket(JsonNode value) {
    return Optional.ofNullable(value.path(BUCKET).textValue());
  }

  public static AwsCredentials parse(String secret) {
    try {
      JsonNode json = Json.parse(secret == null ? "" : secret);
      if (json.path("accessKeyId").isTextual() && json.path("secretAccessKey").isTextual()) {
        return new AwsCredentials(
            json.path("accessKeyId").textValue(), json.path("secretAccessKey").textValue());
      }
    } catch (IllegalArgumentException e) {
      // Falls through without its message, which may quote the secret.
    }
    throw new Refused(
        Code.CONNECTION_SECRET_UNREADABLE,
        "The connection's secret holds no access key.",
        "Delete the secret and run connect again: it makes a new key.");
  }
}
