package icaconnect.kms;

import com.fasterxml.jackson.databind.JsonNode;

/** Key policies as KMS keeps them. */
public interface KeyPolicyPort {
  KeyPolicyFound read(String keyArn);

  /**
   * Replaces the policy.
   *
   * @throws icaconnect.failure.TryAgain when KMS has not accepted it, or nobody knows whether it
   *     has
   */
  void write(String keyArn, JsonNode policy);
}
