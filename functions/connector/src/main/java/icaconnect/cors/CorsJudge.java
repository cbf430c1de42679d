package icaconnect.cors;

import java.util.List;

/**
 * Judges a list of CORS rules as S3 does: the first rule that allows the origin, the method and
 * every requested header answers, and no later rule is looked at.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html
 */
final class CorsJudge {
  private static final String ETAG = "ETag";

  private CorsJudge() {}

  /** Whether ICA's pages may use every method of theirs with any header, and then read the ETag. */
  static boolean grantsIca(List<CorsRule> rules, List<String> origins) {
    return origins.stream()
        .allMatch(origin ->
            CorsRule.ICA_METHODS.stream().allMatch(method -> grants(rules, origin, method)));
  }

  /**
   * Any header: so a rule that allows only some answers some requests and lets others pass on, and
   * every rule up to the one that allows all of them must expose the ETag.
   */
  private static boolean grants(List<CorsRule> rules, String origin, String method) {
    for (CorsRule rule : rules) {
      if (allows(rule, origin, method)) {
        if (!exposesETag(rule)) {
          return false;
        }
        if (rule.allowedHeaders().contains("*")) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean allows(CorsRule rule, String origin, String method) {
    return rule.allowedMethods().contains(method)
        && rule.allowedOrigins().stream().anyMatch(pattern -> matches(pattern, origin));
  }

  private static boolean exposesETag(CorsRule rule) {
    return rule.exposeHeaders().stream().anyMatch(ETAG::equalsIgnoreCase);
  }

  /** S3 allows one {@code *} in a pattern; it stands for any text, the empty one included. */
  private static boolean matches(String pattern, String text) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return pattern.equals(text);
    }
    String start = pattern.substring(0, star);
    String end = pattern.substring(star + 1);
    return text.length() >= start.length() + end.length()
        && text.startsWith(start)
        && text.endsWith(end);
  }
}
