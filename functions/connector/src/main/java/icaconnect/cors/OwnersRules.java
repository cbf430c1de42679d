package icaconnect.cors;

import java.util.List;
import java.util.Optional;

/** A bucket's CORS rules where their owner writes them: judged by what they allow, not by ids. */
public final class OwnersRules {
  private static final String ID = "ICA";

  private OwnersRules() {}

  /**
   * The rule that must come before all others; empty where ICA's pages may do everything already.
   */
  public static Optional<CorsRule> lacking(List<CorsRule> current, List<String> origins) {
    return CorsJudge.grantsIca(current, origins)
        ? Optional.empty()
        : Optional.of(CorsRule.ours(freeId(current), origins));
  }

  /** Those that let in one of these origins and no other, in words. */
  public static List<String> onlyFor(List<CorsRule> current, List<String> origins) {
    return current.stream()
        .filter(
            rule -> !rule.allowedOrigins().isEmpty() && origins.containsAll(rule.allowedOrigins()))
        .map(rule -> rule.id().orElseGet(() -> "number " + (current.indexOf(rule) + 1)))
        .toList();
  }

  /** An id is unique in a bucket, and none of the application's own: this rule is the owner's. */
  private static String freeId(List<CorsRule> current) {
    String id = ID;
    for (int next = 2; isTaken(id, current); next++) {
      id = ID + "-" + next;
    }
    return id;
  }

  private static boolean isTaken(String id, List<CorsRule> current) {
    return current.stream().anyMatch(rule -> rule.is(id));
  }
}
