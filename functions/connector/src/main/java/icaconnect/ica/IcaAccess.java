package icaconnect.ica;

import java.util.Optional;

/**
 * Opens ICA with the API key of the request, else with the stack's; empty where there is neither.
 */
@FunctionalInterface
public interface IcaAccess {
  Optional<Ica> open(Optional<String> apiKeySecretArn);

  /** The secret of the API key that this opens ICA with. */
  default Optional<String> secretOf(Optional<String> apiKeySecretArn) {
    return apiKeySecretArn;
  }
}
