package icaconnect.cors;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Ours;
import icaconnect.lambda.Json;
import icaconnect.report.Change;
import icaconnect.report.ChangeSubject;
import icaconnect.report.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says a CORS plan in from/to terms. Theirs never change, so all of it is about our rule. */
final class CorsChanges {
  private static final ChangeSubject RULE =
      new ChangeSubject(ChangeSubject.Kind.CORS_RULE, Ours.CORS_RULE_ID);

  private CorsChanges() {}

  static List<Change> of(CorsPlan plan) {
    if (plan instanceof CorsPlan.Keep) {
      return List.of();
    }
    var changes = new ArrayList<Change>();
    Optional<JsonNode> from = ours(plan.before());
    Optional<JsonNode> to = ours(plan.after());
    if (!from.equals(to)) {
      changes.add(new Change(RULE.whole(), from, to));
    }
    int position = positionOfOurs(plan.before());
    if (position > 0 && to.isPresent()) {
      changes.add(Change.edited(RULE.part("position"), Json.tree(position), Json.tree(0)));
    }
    return changes;
  }

  static Document document(CorsPlan plan) {
    return new Document(CorsHandler.STEP, list(plan.before()), list(plan.after()));
  }

  private static Optional<JsonNode> ours(List<CorsRule> rules) {
    List<CorsRule> ours = rules.stream().filter(CorsRule::isOurs).toList();
    return switch (ours.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(Json.tree(ours.getFirst()));
      default -> Optional.of(Json.tree(ours));
    };
  }

  private static int positionOfOurs(List<CorsRule> rules) {
    return rules.stream().map(CorsRule::isOurs).toList().indexOf(true);
  }

  private static Optional<JsonNode> list(List<CorsRule> rules) {
    return rules.isEmpty() ? Optional.empty() : Optional.of(Json.tree(rules));
  }
}
