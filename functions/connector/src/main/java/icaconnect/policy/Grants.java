package icaconnect.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Compares what two identity policies grant: what of the wished one another lacks, and what it
 * grants besides. A grant under a condition counts as none, since the condition may fail.
 */
public final class Grants {
  private static final String ANY = "*";
  private static final Principal SOMEBODY = somebody();

  private Grants() {}

  /** What is wished and not granted, such as "s3:GetObject on arn:aws:s3:::lab/*". */
  public static Set<String> missing(JsonNode theirs, JsonNode wished) {
    var statements = Statement.read(theirs);
    var missing = new LinkedHashSet<String>();
    for (Statement wish : Statement.read(wished)) {
      for (String action : texts(wish, "Action")) {
        for (String resource : texts(wish, "Resource")) {
          if (!isGranted(statements, action, resource)) {
            missing.add(action + " on " + resource);
          }
        }
      }
    }
    return missing;
  }

  /** What is granted and not wished, in the same form. */
  public static Set<String> superfluous(JsonNode theirs, JsonNode wished) {
    var wishes = Statement.read(wished);
    var superfluous = new LinkedHashSet<String>();
    for (Statement granted : Statement.read(theirs)) {
      if (granted.allows()) {
        for (String action : granted.notAction() ? Set.of(ANY) : texts(granted, "Action")) {
          for (String resource : granted.notResource() ? Set.of(ANY) : texts(granted, "Resource")) {
            if (!isGranted(wishes, action, resource)) {
              superfluous.add(action + " on " + resource);
            }
          }
        }
      }
    }
    return superfluous;
  }

  private static boolean isGranted(List<Statement> statements, String action, String resource) {
    if (action.contains("?") || (action.indexOf('*') >= 0 && !action.equals(ANY))) {
      // A pattern is granted by itself or by everything.
      return statements.stream()
          .filter(each -> each.allows() && !each.hasConditions())
          .anyMatch(each ->
              texts(each, "Action").stream()
                      .anyMatch(granted -> granted.equals(ANY) || granted.equalsIgnoreCase(action))
                  && reaches(each, action, resource).applies());
    }
    String lower = action.toLowerCase(Locale.ROOT);
    boolean denied =
        statements.stream()
            .filter(Statement::denies)
            .filter(each -> each.covers(lower))
            .anyMatch(each ->
                !reaches(each, action, resource)
                    .and(each.holds(request(action, target(resource))))
                    .doesNotApply());
    return !denied
        && statements.stream()
            .filter(Statement::allows)
            .filter(each -> !each.hasConditions() && each.covers(lower))
            .anyMatch(each -> reaches(each, action, resource).applies());
  }

  private static Verdict reaches(Statement statement, String action, String resource) {
    Target target = target(resource);
    return statement.covers(target, request(action, target));
  }

  private static Target target(String resource) {
    int star = resource.indexOf('*');
    return star < 0 ? new Target.Exact(resource) : new Target.Under(resource.substring(0, star));
  }

  private static Request request(String action, Target target) {
    return Request.of(SOMEBODY, action, target, Map.of());
  }

  private static Principal somebody() {
    var facts = new HashMap<String, Fact>();
    KnownAboutRequests.byNobodyElse()
        .forEach((key, fact) -> facts.put(key.toLowerCase(Locale.ROOT), fact));
    return new Principal("somebody", null, Set.of(), Set.of(), false, Map.copyOf(facts));
  }

  private static Set<String> texts(Statement statement, String element) {
    var texts = new LinkedHashSet<String>();
    PolicyDocument.listOf(statement.json().path(element)).forEach(item -> texts.add(item.asText()));
    return texts;
  }
}
