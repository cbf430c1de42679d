package icaconnect.cors;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.report.Change;
import icaconnect.report.ChangeSubject;
import icaconnect.report.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says a CORS plan in from/to terms. Theirs never change, so all of it is about our rule. */
final class CorsChanges {
  private CorsChanges() {}

  static List<Change> of(CorsPlan plan, String ruleId) {
    if (plan instanceof CorsPlan.Keep) {
      return List.of();
    }
    var rule = new ChangeSubject(ChangeSubject.Kind.CORS_RULE, ruleId);
    var changes = new ArrayList<Change>();
    Optional<JsonNode> from = ours(plan.before(), ruleId);
    Optional<JsonNode> to = ours(plan.after(), ruleId);
    if (!from.equals(to)) {
      changes.add(new Change(rule.whole(), from, to));
    }
    int position = positionOfOurs(plan.before(), ruleId);
    if (position > 0 && to.isPresent()) {
      changes.add(Change.edited(rule.part("position"), Json.tree(position), Json.tree(0)));
    }
    return changes;
  }

  static Document document(CorsPlan plan) {
    return new Document(CorsHandler.STEP, list(plan.before()), list(plan.after()));
  }

  private static Optional<JsonNode> ours(List<CorsRule> rules, String ruleId) {
    List<CorsRule> ours = rules.stream().filter(rule -> rule.is(ruleId)).toList();
    return switch (ours.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(Json.tree(ours.getFirst()));
      default -> Optional.of(Json.tree(ours));
    };
  }

  private static int positionOfOurs(List<CorsRule> rules, String ruleId) {
    return rules.stream().map(rule -> rule.is(ruleId)).toList().indexOf(true);
  }

  private static Optional<JsonNode> list(List<CorsRule> rules) {
    return rules.isEmpty() ? Optional.empty() : Optional.of(Json.tree(rules));
  }
}
