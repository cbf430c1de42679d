package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.code.Code;
import icaconnect.failure.Refused;
import icaconnect.policy.PolicyDocument;
import icaconnect.step.Step;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody else's statement under our Sid: one that we have no record of and would never write, or
 * that denies, whatever a record says. It is neither replaced nor taken away.
 */
final class ForeignSid {
  private static final Set<String> OUR_ELEMENTS =
      Set.of("Sid", "Effect", "Principal", "Action", "Resource");

  private ForeignSid() {}

  static void refuse(Step step, String sid, Optional<JsonNode> current) {
    if (step.connection().crossAccountCopy() && isThere(step, sid, current)) {
      throw new Refused(
          Code.SID_TAKEN,
          "The bucket policy has a statement with our Sid that this application has not written.",
          "Give that statement another Sid, then connect again.");
    }
  }

  static boolean isThere(Step step, String sid, Optional<JsonNode> current) {
    boolean recorded = step.journalled(BucketPolicyPlanner.STEP).isPresent();
    return current.map(PolicyDocument::statementsOf).orElse(List.of()).stream()
        .filter(each -> CrossAccountStatement.has(sid, each))
        .anyMatch(each -> recorded ? !allows(each) : !looksOurs(each));
  }

  /** People may have edited whatever else it says. */
  static boolean allows(JsonNode statement) {
    return "Allow".equals(statement.path("Effect").textValue());
  }

  /** Whether an installation of this application may have written it. */
  static boolean looksOurs(JsonNode statement) {
    var elements = new HashSet<String>();
    statement.fieldNames().forEachRemaining(elements::add);
    var principals = PolicyDocument.listOf(statement.path("Principal").path("AWS"));
    return elements.equals(OUR_ELEMENTS)
        && allows(statement)
        && statement.path("Principal").size() == 1
        && principals.size() == 1
        && principals.getFirst().asText().matches("arn:[a-z-]+:iam::\\d{12}:role/.+|AROA.+")
        && PolicyDocument.listOf(statement.path("Action")).stream()
            .allMatch(action -> action.asText().matches("s3:[A-Za-z]+"));
  }
}
