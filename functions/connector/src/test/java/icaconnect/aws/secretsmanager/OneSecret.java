package icaconnect.aws.secretsmanager;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** A Secrets Manager with one secret under every name, or with none. */
final class OneSecret implements SecretsManagerClient {
  static final String ARN = "arn:aws:secretsmanager:us-east-1:111122223333:secret:one-Ab12Cd";

  private final String value;
  private final boolean exists;
  private final List<String> asked = new ArrayList<>();

  OneSecret(String value) {
    this(value, true);
  }

  private OneSecret(String value, boolean exists) {
    this.value = value;
    this.exists = exists;
  }

  static OneSecret absent() {
    return new OneSecret(null, false);
  }

  @Override
  public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
    asked.add(request.secretId());
    if (!exists) {
      throw ResourceNotFoundException.builder().message("no secret").build();
    }
    return GetSecretValueResponse.builder().arn(ARN).secretString(value).build();
  }

  List<String> asked() {
    return asked;
  }

  @Override
  public String serviceName() {
    return "secretsmanager";
  }

  @Override
  public void close() {}
}
