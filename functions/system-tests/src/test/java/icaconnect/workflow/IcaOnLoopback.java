package icaconnect.workflow;

import icaconnect.ica.ApiKey;
import icaconnect.ica.ContractObserver;
import icaconnect.ica.StandInFaults;
import icaconnect.ica.StandInIca;
import icaconnect.ica.StandInMemory;
import icaconnect.localstack.LocalStack;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;

/**
 * A stand-in for ICA where the application looks for it, with its API key in a secret that requests
 * may name.
 */
public final class IcaOnLoopback implements AutoCloseable {
  static final String API_KEY = "api-key-that-nobody-may-see";
  private static final String SECRET = "ica-api-key-system-tests";

  private final ContractObserver contract = new ContractObserver();
  private final StandInIca ica;
  private final String apiKeySecretArn;

  public IcaOnLoopback(LocalStack localStack) {
    ica = new StandInIca(localStack.icaPort(), new ApiKey(API_KEY), contract);
    apiKeySecretArn = secret(localStack.client(SecretsManagerClient.builder()));
  }

  /** A request that has the bucket registered. */
  String request(LabBucket bucket) {
    return "{\"bucket\": \"%s\", \"icaApiKeySecretArn\": \"%s\"}"
        .formatted(bucket.name(), apiKeySecretArn);
  }

  /** For requests of other forms. */
  public String apiKeySecretArn() {
    return apiKeySecretArn;
  }

  public StandInFaults faults() {
    return ica.faults();
  }

  public StandInMemory memory() {
    return ica.memory();
  }

  public ContractObserver contract() {
    return contract;
  }

  @Override
  public void close() {
    ica.close();
  }

  private static String secret(SecretsManagerClient secrets) {
    try {
      return secrets.createSecret(r -> r.name(SECRET).secretString(API_KEY)).arn();
    } catch (ResourceExistsException e) {
      return secrets.describeSecret(r -> r.secretId(SECRET)).arn();
    }
  }
}
