package icaconnect.kms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.policy.CanonicalPolicy;
import icaconnect.policy.PolicyDocument;
import icaconnect.step.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A key policy with or without a statement of ours; all else in it stays as it is. */
final class KeyPolicyDraft {
  private KeyPolicyDraft() {}

  static List<JsonNode> oursIn(JsonNode policy, Step step) {
    return PolicyDocument.statementsOf(policy).stream()
        .filter(statement -> KeyStatement.isOurs(statement, step))
        .toList();
  }

  /** The Sid of somebody else's statement that is called as ours are. */
  static Optional<String> foreignSid(JsonNode policy, Step step) {
    return PolicyDocument.statementsOf(policy).stream()
        .filter(statement -> KeyStatement.isForeign(statement, step))
        .findFirst()
        .flatMap(PolicyDocument::sidOf);
  }

  /** The policy without ours; one statement that stood alone before stands alone again. */
  static JsonNode without(JsonNode policy, Step step, boolean wasLone) {
    if (oursIn(policy, step).isEmpty()) {
      return policy;
    }
    var left =
        PolicyDocument.statementsOf(policy).stream()
            .filter(statement -> !KeyStatement.isOurs(statement, step))
            .toList();
    return document(policy, left, wasLone);
  }

  /** The policy with ours once: where it stands already, else at the end. */
  static JsonNode with(JsonNode policy, Step step, ObjectNode ours) {
    var found = oursIn(policy, step);
    if (found.size() == 1 && CanonicalPolicy.sameStatement(found.getFirst(), ours)) {
      return policy;
    }
    var statements = new ArrayList<JsonNode>();
    boolean placed = false;
    for (JsonNode statement : PolicyDocument.statementsOf(policy)) {
      if (!KeyStatement.isOurs(statement, step)) {
        statements.add(statement);
      } else if (!placed) {
        statements.add(ours);
        placed = true;
      }
    }
    if (!placed) {
      statements.add(ours);
    }
    return document(policy, statements, false);
  }

  private static JsonNode document(JsonNode policy, List<JsonNode> statements, boolean lone) {
    ObjectNode document = policy.deepCopy();
    if (lone && statements.size() == 1) {
      return document.set("Statement", statements.getFirst());
    }
    ArrayNode list = document.putArray("Statement");
    statements.forEach(list::add);
    return document;
  }
}
