package icaconnect.kms;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import java.util.function.Supplier;

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

  /** As it is answered; a refusal, or no answer now, is what nobody here may see. */
  static KeyPolicyFound orDenied(Supplier<KeyPolicyFound> look) {
    try {
      return look.get();
    } catch (Refused | TryAgain e) {
      return new Denied(String.valueOf(e.getMessage()));
    }
  }
}
