package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Limits;
import icaconnect.registry.ReadableJournal;
import icaconnect.report.Document;
import icaconnect.report.Finding;
import icaconnect.report.Report;
import icaconnect.step.Goal;
import icaconnect.step.Step;
import icaconnect.step.StepHandler;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the bucket's policy let ICA in, or gives it back. */
public final class BucketPolicyHandler extends StepHandler {
  private final BucketPolicyPort policies;
  private final ReadableJournal journal;
  private final Limits limits;
  private final OwnRoles own;
  private final Clock clock;

  /** With nothing let in that the deployer would have to choose. */
  BucketPolicyHandler(BucketPolicyPort policies, ReadableJournal journal, Clock clock) {
    this(policies, journal, Limits.CLOSED, OwnRoles.UNKNOWN, clock);
  }

  public BucketPolicyHandler(
      BucketPolicyPort policies,
      ReadableJournal journal,
      Limits limits,
      OwnRoles own,
      Clock clock) {
    this.policies = policies;
    this.journal = journal;
    this.limits = limits;
    this.own = own;
    this.clock = clock;
  }

  @Override
  protected Report handle(Step step) {
    if (!step.facts().exists()) {
      return Report.of(BucketPolicyPlanner.STEP, List.of());
    }
    if (step.goal() == Goal.CONNECT) {
      limits.check(step.connection());
      limits.checkUser(step.connection(), step.userArn());
    }
    var bucket = step.ownedBucket();
    var current = policies.read(bucket);
    var plan = plan(step, current);
    if (plan instanceof BucketPolicyPlan.Write) {
      OwnAccess.refuseWrite(step, current, own, clock.instant());
    }
    if (step.writes() && plan instanceof BucketPolicyPlan.Write) {
      plan = plan(withPresentEntry(step), current);
    }
    if (step.writes() && plan instanceof BucketPolicyPlan.Write write) {
      journal.enter(
          step.bucket(), step.requiredLease(), BucketPolicyPlanner.STEP, write.entry().toJson());
      policies.apply(bucket, write);
    }
    return report(plan, step.writes()).withFindings(findings(step, plan, current));
  }

  /** This entry grows: one that was planned on an old entry would forget exemptions. */
  private Step withPresentEntry(Step step) {
    return step.withJournalled(
        BucketPolicyPlanner.STEP, journal.entry(step.bucket(), BucketPolicyPlanner.STEP));
  }

  private BucketPolicyPlan plan(Step step, Optional<JsonNode> current) {
    return step.goal() == Goal.CONNECT
        ? BucketPolicyPlanner.connect(step, current, clock.instant())
        : BucketPolicyPlanner.disconnect(step, current);
  }

  private List<Finding> findings(Step step, BucketPolicyPlan plan, Optional<JsonNode> current) {
    var findings = new ArrayList<>(plan.findings());
    findings.addAll(OwnAccess.findings(step, current, own, clock.instant()));
    return findings;
  }

  private static Report report(BucketPolicyPlan plan, boolean written) {
    var report = Report.of(BucketPolicyPlanner.STEP, plan.changes());
    var documents = List.of(new Document(BucketPolicyPlanner.STEP, plan.before(), plan.after()));
    return written ? report.withDigestsOf(documents) : report.withDocuments(documents);
  }
}
