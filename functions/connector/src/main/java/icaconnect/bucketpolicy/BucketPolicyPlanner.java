package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.bucketpolicy.BucketPolicyPlan.Delete;
import icaconnect.bucketpolicy.BucketPolicyPlan.Keep;
import icaconnect.bucketpolicy.BucketPolicyPlan.Put;
import icaconnect.connection.DenyStatements;
import icaconnect.failure.Refused;
import icaconnect.lambda.Json;
import icaconnect.report.Finding;
import icaconnect.step.Step;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Decides what becomes of a bucket's policy. Connecting first takes back, in thought, what earlier
 * connects added, and then adds what is needed now: so a changed request and other people's edits
 * need no rules of their own, and a second connect finds nothing to do.
 */
final class BucketPolicyPlanner {
  static final String STEP = "bucketPolicy";

  /** Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html */
  static final int MAX_BYTES = 20_480;

  private BucketPolicyPlanner() {}

  static BucketPolicyPlan connect(Step step, Optional<JsonNode> current) {
    var journal = JournalEntry.read(step.journalled(STEP));
    var draft = PolicyDraft.of(current);
    var entry = journal;
    if (step.connection().denyStatements() == DenyStatements.EXEMPT) {
      var taken = TakeBack.exemptions(draft, journal);
      var exempted = Exempting.statements(taken.draft(), step);
      draft = exempted.draft();
      entry = new JournalEntry(exempted.made(), journal.loneStatement()).alsoKnowing(taken.found());
    }
    boolean wasLone = draft.lone();
    draft = CrossAccountStatement.settle(draft, step).settled();
    if (!draft.changed()) {
      return new Keep(current, List.of());
    }
    return write(draft, new JournalEntry(entry.exemptions(), wasLone), List.of());
  }

  static BucketPolicyPlan disconnect(Step step, Optional<JsonNode> current) {
    var journal = JournalEntry.read(step.journalled(STEP));
    var taken = TakeBack.exemptions(PolicyDraft.of(current), journal);
    var draft = CrossAccountStatement.takeBack(taken.draft());
    return draft.changed() ? write(draft, journal, List.of()) : new Keep(current, List.of());
  }

  private static BucketPolicyPlan write(PolicyDraft draft, JournalEntry entry, List<Finding> findings) {
    if (draft.empty()) {
      return new Delete(draft.before(), draft.changes(), entry, findings);
    }
    JsonNode document = draft.document();
    refuseIfTooLarge(draft.before(), document);
    return new Put(draft.before(), document, draft.changes(), entry, findings);
  }

  private static void refuseIfTooLarge(Optional<JsonNode> before, JsonNode document) {
    int bytes = size(document);
    if (bytes > MAX_BYTES && bytes > before.map(BucketPolicyPlanner::size).orElse(0)) {
      throw new Refused(
          "POLICY_TOO_LARGE",
          "The bucket policy would have " + bytes + " bytes, and S3 takes at most " + MAX_BYTES + ".",
          "Shorten or merge statements to free " + (bytes - MAX_BYTES) + " bytes, then connect again.");
    }
  }

  private static int size(JsonNode document) {
    return Json.write(document).getBytes(StandardCharsets.UTF_8).length;
  }
}
