package icaconnect.policy;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Requests for tests, with what is known about them given key by key. */
final class Requests {
  static final String USER = "arn:aws:iam::111122223333:user/illumina_ica_admin";
  static final String OBJECT = "arn:aws:s3:::lab-genomics/runs/1.bam";

  private Requests() {}

  static Request get(Map<String, Fact> facts) {
    var lower = new HashMap<String, Fact>();
    facts.forEach((key, fact) -> lower.put(key.toLowerCase(Locale.ROOT), fact));
    var principal =
        new Principal(
            "the user",
            USER,
            Set.of("111122223333", USER),
            Set.of("111122223333", USER),
            false,
            lower);
    return Request.of(principal, "s3:GetObject", new Target.Exact(OBJECT), Map.of());
  }

  static Request get() {
    return get(Map.of("aws:PrincipalArn", Fact.known(USER)));
  }
}
