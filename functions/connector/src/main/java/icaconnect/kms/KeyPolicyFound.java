package icaconnect.kms;

import com.fasterxml.jackson.databind.JsonNode;

/** What KMS answers when it is asked for a key's policy. */
public sealed interface KeyPolicyFound {
  record Policy(JsonNode document) implements KeyPolicyFound {}

  /** There is no such key, or none any more. */
  record Gone() implements KeyPolicyFound {}

  /**
   * Our role may not read it; the policy of another account's key can be read by nobody here.
   *
   * @param reason KMS's own words
   */
  record Denied(String reason) implements KeyPolicyFound {}
}
