package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.code.Code;
import icaconnect.failure.Refused;
import icaconnect.policy.PolicyDocument;
import java.util.List;

/** Refuses what S3 would not have stored, instead of stumbling over it halfway. */
final class PolicyShape {
  private PolicyShape() {}

  /** Looks at the elements that edits reach into; whatever else a statement says is theirs. */
  static void check(JsonNode policy) {
    require(policy.isObject(), "it is no object");
    List<JsonNode> statements = PolicyDocument.statementsOf(policy);
    for (int i = 0; i < statements.size(); i++) {
      String where = "statement " + (i + 1);
      JsonNode statement = statements.get(i);
      require(statement.isObject(), where + " is no object");
      for (String element : List.of("Principal", "NotPrincipal")) {
        JsonNode principal = statement.path(element);
        boolean everybody = "*".equals(principal.textValue());
        require(
            principal.isMissingNode() || everybody || principal.isObject(),
            where + " has an odd " + element);
      }
      JsonNode condition = statement.path("Condition");
      require(condition.isMissingNode() || condition.isObject(), where + " has an odd Condition");
      condition.forEach(operator -> require(operator.isObject(), where + " has an odd Condition"));
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new Refused(
          Code.POLICY_UNREADABLE,
          "The bucket policy is not of the documented form: " + otherwise + ".",
          "Correct the bucket policy, then send the request again.");
    }
  }
}
