package icaconnect.cors;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * S3's algorithm once more, as its page words it, with regular expressions and by trying all
 * headers.
 */
final class NaiveCors {
  private NaiveCors() {}

  private static Optional<CorsRule> answer(
      List<CorsRule> rules, String origin, String method, Set<String> headers) {
    for (CorsRule rule : rules) {
      boolean matches = rule.allowedMethods().contains(method);
      matches &= anyMatches(rule.allowedOrigins(), origin, 0);
      for (String header : headers) {
        matches &= anyMatches(rule.allowedHeaders(), header, Pattern.CASE_INSENSITIVE);
      }
      if (matches) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  static boolean grantsIca(List<CorsRule> rules, String origin) {
    for (String method : List.of("HEAD", "GET", "PUT", "POST", "DELETE")) {
      for (Set<String> headers : subsets(AnyCors.HEADERS)) {
        var answer = answer(rules, origin, method, headers);
        if (answer.isEmpty()
            || answer.get().exposeHeaders().stream().noneMatch("etag"::equalsIgnoreCase)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean anyMatches(List<String> patterns, String text, int flags) {
    return patterns.stream()
        .map(pattern -> Pattern.compile(Pattern.quote(pattern).replace("*", "\\E.*\\Q"), flags))
        .anyMatch(pattern -> pattern.matcher(text).matches());
  }

  private static List<Set<String>> subsets(List<String> all) {
    var subsets = new ArrayList<Set<String>>(List.of(Set.of()));
    for (String one : all) {
      for (Set<String> subset : List.copyOf(subsets)) {
        var larger = new HashSet<>(subset);
        larger.add(one);
        subsets.add(larger);
      }
    }
    return subsets;
  }
}
