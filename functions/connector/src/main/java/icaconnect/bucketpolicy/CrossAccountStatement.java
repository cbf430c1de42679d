package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.code.Code;
import icaconnect.connection.Prefix;
import icaconnect.failure.Refused;
import icaconnect.lambda.Json;
import icaconnect.policy.CanonicalPolicy;
import icaconnect.policy.NeededActions;
import icaconnect.policy.PolicyDocument;
import icaconnect.step.Step;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The statement by which ICA's role copies objects into and out of the bucket from another account.
 * Source: Illumina's page "Connect AWS S3 Bucket", section "Enabling Cross Account Copy".
 */
final class CrossAccountStatement {
  /** The Sid on the vendor's page, for statements that people pasted by hand. */
  static final String VENDORS_SID = "Allow cross account access";

  private CrossAccountStatement() {}

  /** The draft with our statement there exactly once if it is asked for, and not at all if not. */
  static PolicyDraft settle(PolicyDraft draft, Step step, String sid) {
    if (!step.connection().crossAccountCopy()) {
      return takeBack(draft, sid);
    }
    ObjectNode ours = statement(step, sid);
    return draft.slots().stream()
            .map(PolicyDraft.Slot::now)
            .filter(Objects::nonNull)
            .anyMatch(now -> isVendors(now, ours))
        ? takeBack(draft, sid)
        : put(draft, ours);
  }

  static PolicyDraft takeBack(PolicyDraft draft, String sid) {
    for (int i = 0; i < draft.slots().size(); i++) {
      if (has(sid, draft.slots().get(i).now())) {
        draft = draft.without(i);
      }
    }
    return draft;
  }

  private static PolicyDraft put(PolicyDraft draft, ObjectNode ours) {
    String sid = ours.path("Sid").textValue();
    boolean placed = false;
    for (int i = 0; i < draft.slots().size(); i++) {
      if (has(sid, draft.slots().get(i).now())) {
        draft = placed ? draft.without(i) : draft.with(i, ours);
        placed = true;
      }
    }
    return placed ? draft : draft.adding(ours);
  }

  static boolean has(String sid, @Nullable JsonNode statement) {
    return statement != null && sid.equals(statement.path("Sid").textValue());
  }

  /**
   * The statement pasted by hand: the vendor's Sid, the same role, and at least what we would
   * grant.
   */
  private static boolean isVendors(JsonNode statement, ObjectNode ours) {
    if (!VENDORS_SID.equals(statement.path("Sid").textValue())) {
      return false;
    }
    var theirs = ((ObjectNode) statement.deepCopy()).set("Sid", ours.path("Sid"));
    return CanonicalPolicy.sameStatement(theirs, ours) || covers(theirs, ours);
  }

  private static boolean covers(JsonNode theirs, JsonNode ours) {
    return "Allow".equals(theirs.path("Effect").textValue())
        && !theirs.has("Condition")
        && containsAll(theirs.path("Principal").path("AWS"), ours.path("Principal").path("AWS"))
        && containsAll(theirs.path("Action"), ours.path("Action"))
        && (containsAll(theirs.path("Resource"), ours.path("Resource"))
            || wholeBucket(theirs, ours));
  }

  private static boolean wholeBucket(JsonNode theirs, JsonNode ours) {
    String bucket = ours.path("Resource").path(0).textValue();
    return PolicyDocument.listOf(theirs.path("Resource"))
        .containsAll(
            List.of(
                Json.MAPPER.getNodeFactory().textNode(bucket),
                Json.MAPPER.getNodeFactory().textNode(bucket + "/*")));
  }

  private static boolean containsAll(JsonNode theirs, JsonNode ours) {
    return PolicyDocument.listOf(theirs).containsAll(PolicyDocument.listOf(ours));
  }

  static ObjectNode statement(Step step, String sid) {
    String bucket = "arn:" + step.account().partition() + ":s3:::" + step.bucket();
    Prefix prefix = step.connection().prefix();
    ObjectNode statement = Json.MAPPER.createObjectNode();
    statement.put("Sid", sid);
    statement.put("Effect", "Allow");
    statement.putObject("Principal").put("AWS", role(step));
    var actions = statement.putArray("Action");
    NeededActions.ofCopyRole(step.connection().permissions()).forEach(actions::add);
    statement.putArray("Resource").add(bucket).add(bucket + "/" + prefix.value() + "*");
    return statement;
  }

  static String role(Step step) {
    return step.connection()
        .copyRole(step.facts().region())
        .orElseThrow(() ->
            new Refused(
                Code.COPY_ROLE_UNKNOWN,
                "Illumina has not published the role that copies across accounts in "
                    + step.facts().region()
                    + ".",
                "Ask Illumina for the role's ARN and give it as crossAccountRoleArn, or leave crossAccountCopy out."));
  }
}
