package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.bucketpolicy.Exemption.Added;
import icaconnect.policy.PolicyDocument;
import icaconnect.step.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Adds the connection's principals to the exceptions of each Deny statement that locks them out. */
final class Exempting {
  private static final Set<String> NEGATIVE = Set.of("ArnNotLike", "ArnNotEquals", "StringNotLike", "StringNotEquals");

  private Exempting() {}

  /** @param made what was added, statement by statement */
  record Exempted(PolicyDraft draft, List<Exemption> made) {}

  static Exempted statements(PolicyDraft draft, Step step) {
    var made = new ArrayList<Exemption>();
    for (int i = 0; i < draft.slots().size(); i++) {
      JsonNode former = draft.slots().get(i).now();
      var added = former == null ? Optional.<Added>empty() : missing(former, step);
      if (added.isPresent()) {
        JsonNode left = ExemptionEdit.add(former, added.get().at(), added.get().values());
        made.add(new Exemption(i, former, left, List.of(added.get())));
        draft = draft.with(i, left);
      }
    }
    return new Exempted(draft, made);
  }

  private static Optional<Added> missing(JsonNode statement, Step step) {
    if (!"Deny".equals(statement.path("Effect").textValue())) {
      return Optional.empty();
    }
    for (var operator : statement.path("Condition").properties()) {
      if (!NEGATIVE.contains(operator.getKey().replace("IfExists", ""))) {
        continue;
      }
      for (var key : operator.getValue().properties()) {
        if (key.getKey().equalsIgnoreCase("aws:PrincipalArn")) {
          var listed = PolicyDocument.listOf(key.getValue()).stream().map(JsonNode::asText).toList();
          var missing = new ArrayList<>(List.of(step.userArn(), step.federatedUserArn()));
          missing.removeAll(listed);
          String at = "/Condition/" + JsonChanges.escape(operator.getKey()) + "/" + JsonChanges.escape(key.getKey());
          return missing.isEmpty() ? Optional.empty() : Optional.of(new Added(at, missing));
        }
      }
    }
    return Optional.empty();
  }
}
