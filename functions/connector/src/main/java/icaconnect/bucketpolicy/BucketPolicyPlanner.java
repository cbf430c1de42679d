package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.bucketpolicy.BucketPolicyPlan.Delete;
import icaconnect.bucketpolicy.BucketPolicyPlan.Keep;
import icaconnect.bucketpolicy.BucketPolicyPlan.Put;
import icaconnect.code.Code;
import icaconnect.connection.Connection;
import icaconnect.connection.DenyStatements;
import icaconnect.connection.Limits;
import icaconnect.failure.Refused;
import icaconnect.lambda.Json;
import icaconnect.policy.IcaRequests;
import icaconnect.policy.Judgement;
import icaconnect.policy.OutsideOrganisation;
import icaconnect.policy.Upcoming;
import icaconnect.report.Finding;
import icaconnect.report.Room;
import icaconnect.step.Step;
import icaconnect.step.StepName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides what becomes of a bucket's policy. Connecting first takes back, in thought, what earlier
 * connects added, and then adds what is needed now: so a changed request and other people's edits
 * need no rules of their own, and a second connect finds nothing to do.
 */
final class BucketPolicyPlanner {
  static final String STEP = StepName.BUCKET_POLICY;

  /** Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html */
  static final int MAX_BYTES = 20_480;

  private BucketPolicyPlanner() {}

  /**
   * @param now when ICA will make its requests; a planner reads no clock
   * @param limits who may have been let in, which no record decides
   */
  static BucketPolicyPlan connect(
      Step step, Optional<JsonNode> current, Instant now, Limits limits) {
    current.ifPresent(PolicyShape::check);
    Connection wish = step.connection();
    var believed = BelievedEntry.of(step, current, limits);
    var journal = believed.entry();
    String sid = OurSid.of(step, current);
    ForeignSid.refuse(step, sid, current);
    OurSid.refuseAnothers(sid, current);
    var ica = IcaRequests.of(step, now);
    var draft = PolicyDraft.of(current).lone(journal.loneStatement());
    var entry = journal;
    var findings = new ArrayList<Finding>(believed.findings());
    if (wish.denyStatements() == DenyStatements.EXEMPT) {
      var taken = TakeBack.exemptions(draft, journal);
      var upcoming =
          Upcoming.after(taken.draft().document(), now, moment -> IcaRequests.of(step, moment));
      var exempted = Exempting.statements(taken.draft(), ica, upcoming, wish);
      draft = exempted.draft();
      var superseded =
          Stream.concat(
                  taken.found().stream().filter(old -> !exempted.made().contains(old)),
                  believed.doubted().stream())
              .toList();
      entry =
          new JournalEntry(
              exempted.made(),
              superseded,
              exempted.namingIca(),
              journal.loneStatement(),
              journal.sid());
      for (int i = 0; i < exempted.made().size(); i++) {
        Exemption made = exempted.made().get(i);
        boolean planned = !step.writes() && !taken.found().contains(made);
        findings.add(
            planned
                ? PolicyFindings.toBeSpared(exempted.spared().get(i), made)
                : PolicyFindings.spared(exempted.spared().get(i), made));
        PolicyFindings.aloneInDeleting(exempted.spared().get(i).obstacle().statement(), ica, wish)
            .ifPresent(findings::add);
      }
    }
    boolean wasLone = draft.lone();
    draft =
        (ForeignSid.isThere(step, sid, current)
                ? draft
                : CrossAccountStatement.settle(draft, step, sid))
            .settled();
    ica.role().ifPresent(role -> findings.add(PolicyFindings.letsIn(role.ownArn())));
    findings.addAll(findings(draft, ica, wish));
    Upcoming.after(draft.document(), now, moment -> IcaRequests.of(step, moment))
        .forEach(each -> findings.add(PolicyFindings.upcoming(each, wish)));
    room(draft).ifPresent(findings::add);
    return draft.changed()
        ? write(draft, entry.lone(wasLone).sid(sid), findings)
        : new Keep(current, findings, rebuilt(step, entry.sid(sid)));
  }

  /** What is to be known of a policy that is left to its owner. */
  static BucketPolicyPlan.Keep look(Step step, Optional<JsonNode> current, Instant now) {
    current.ifPresent(PolicyShape::check);
    Connection wish = step.connection();
    var ica = IcaRequests.of(step, now);
    var draft = PolicyDraft.of(current);
    var findings = new ArrayList<Finding>();
    ica.role().ifPresent(role -> findings.add(PolicyFindings.letsIn(role.ownArn())));
    findings.addAll(findings(draft, ica, wish));
    Upcoming.after(draft.document(), now, moment -> IcaRequests.of(step, moment))
        .forEach(each -> findings.add(PolicyFindings.upcoming(each, wish)));
    return new Keep(current, findings);
  }

  private static Optional<JournalEntry> rebuilt(Step step, JournalEntry entry) {
    return LostRecord.isLost(step) && !entry.exemptions().isEmpty()
        ? Optional.of(entry)
        : Optional.empty();
  }

  static BucketPolicyPlan disconnect(Step step, Optional<JsonNode> current, Limits limits) {
    current.ifPresent(PolicyShape::check);
    var believed = BelievedEntry.of(step, current, limits);
    var journal = believed.entry();
    var taken = TakeBack.exemptions(PolicyDraft.of(current), journal);
    String sid = OurSid.of(step, current);
    var draft =
        ForeignSid.isThere(step, sid, current)
            ? taken.draft()
            : CrossAccountStatement.takeBack(taken.draft(), sid);
    var findings = new ArrayList<Finding>(believed.findings());
    findings.addAll(
        LeftExemptions.in(
            draft.empty() ? Optional.empty() : Optional.of(draft.document()),
            step,
            journal,
            limits));
    return draft.changed() ? write(draft, journal, findings) : new Keep(current, findings);
  }

  private static List<Finding> findings(PolicyDraft draft, IcaRequests ica, Connection wish) {
    JsonNode document = draft.document();
    var findings = new ArrayList<Finding>();
    Judgement.of(document, ica)
        .obstacles()
        .forEach(each -> findings.add(PolicyFindings.obstacle(each, wish)));
    OutsideOrganisation.obstacles(document, ica)
        .forEach(each -> findings.add(PolicyFindings.outsideOrganisation(each)));
    findings.addAll(PolicyFindings.orphans(document));
    findings.addAll(PolicyFindings.publicAccess(document, wish.crossAccountCopy()));
    findings.addAll(PolicyFindings.unknownSids(document, wish.exemptSids()));
    return findings;
  }

  private static BucketPolicyPlan write(
      PolicyDraft draft, JournalEntry entry, List<Finding> findings) {
    if (draft.empty()) {
      return new Delete(draft.before(), draft.changes(), entry, findings);
    }
    JsonNode document = draft.document();
    refuseOrphans(document);
    refuseIfTooLarge(draft.before(), document);
    return new Put(draft.before(), document, draft.changes(), entry, findings);
  }

  private static void refuseOrphans(JsonNode document) {
    var orphans = PolicyFindings.orphans(document);
    if (!orphans.isEmpty()) {
      throw new Refused(
          orphans.getFirst().code(), orphans.getFirst().message(), orphans.getFirst().remedy());
    }
  }

  private static Optional<Finding> room(PolicyDraft draft) {
    return draft.empty()
        ? Optional.empty()
        : new Room("The bucket policy", size(draft.document()), MAX_BYTES, "bytes").warning();
  }

  private static void refuseIfTooLarge(Optional<JsonNode> before, JsonNode document) {
    int bytes = size(document);
    if (bytes > MAX_BYTES && bytes > before.map(BucketPolicyPlanner::size).orElse(0)) {
      throw new Refused(
          Code.POLICY_TOO_LARGE,
          "The bucket policy would have "
              + bytes
              + " bytes, and S3 takes at most "
              + MAX_BYTES
              + ".",
          "Shorten or merge statements to free "
              + (bytes - MAX_BYTES)
              + " bytes, then connect again.");
    }
  }

  private static int size(JsonNode document) {
    return Json.write(document).getBytes(StandardCharsets.UTF_8).length;
  }
}
