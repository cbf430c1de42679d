package icaconnect.cors;

import icaconnect.code.Code;
import icaconnect.failure.Refused;
import java.util.List;

/**
 * Somebody else's rule under our id: one that we have no record of and would never write. It is
 * neither replaced nor taken away.
 */
final class ForeignRule {
  private ForeignRule() {}

  static void refuse(List<CorsRule> current) {
    if (isThere(current)) {
      throw new Refused(
          Code.CORS_RULE_ID_TAKEN,
          "The bucket has a CORS rule with our id that this application has not written.",
          "Give that rule another ID, then connect again.");
    }
  }

  /** Whatever the origins, ours says all else as Illumina's page does. */
  static boolean isThere(List<CorsRule> current) {
    return current.stream()
        .filter(CorsRule::isOurs)
        .anyMatch(rule -> !rule.meansTheSameAs(CorsRule.ours(rule.allowedOrigins())));
  }
}
