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

  static void refuse(String ruleId, List<CorsRule> current) {
    if (isThere(ruleId, current)) {
      throw new Refused(
          Code.CORS_RULE_ID_TAKEN,
          "The bucket has a CORS rule with our id that this application has not written.",
          "Give that rule another ID, then connect again.");
    }
  }

  static boolean isThere(String ruleId, List<CorsRule> current) {
    return current.stream().filter(rule -> rule.is(ruleId)).anyMatch(rule -> !looksOurs(rule));
  }

  /** Whatever id and origins, ours says all else as Illumina's page does. */
  static boolean looksOurs(CorsRule rule) {
    return rule.meansTheSameAs(CorsRule.ours(rule.id().orElse(""), rule.allowedOrigins()));
  }
}
