package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Limits;
import icaconnect.registry.ReadableJournal;
import icaconnect.report.Document;
import icaconnect.report.Report;
import icaconnect.step.Goal;
import icaconnect.step.Step;
import icaconnect.step.StepHandler;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Makes the bucket's policy let ICA in, or gives it back. */
public final class BucketPolicyHandler extends StepHandler {
  private final BucketPolicyPort policies;
  private final ReadableJournal journal;
  private final Limits limits;
  private final Clock clock;

  /** With nothing let in that the deployer would have to choose. */
  BucketPolicyHandler(
      String stack, BucketPolicyPort policies, ReadableJournal journal, Clock clock) {
    this(stack, policies, journal, Limits.CLOSED, clock);
  }

  public BucketPolicyHandler(
      String stack,
      BucketPolicyPort policies,
      ReadableJournal journal,
      Limits limits,
      Clock clock) {
    super(stack);
    this.policies = policies;
    this.journal = journal;
    this.limits = limits;
    this.clock = clock;
  }

  @Override
  protected Report handle(Step step) {
    if (!step.facts().exists()) {
      return Report.of(BucketPolicyPlanner.STEP, List.of());
    }
    if (step.goal() == Goal.CONNECT) {
      limits.check(step.connection());
      limits.checkUser(step.connection(), step.userArn(), step.installation().iamPath());
    }
    var bucket = step.ownedBucket();
    var current = policies.read(bucket);
    var plan = plan(step, current);
    if (step.writes() && plan instanceof BucketPolicyPlan.Write) {
      plan = plan(withPresentEntry(step), current);
    }
    if (step.writes() && plan instanceof BucketPolicyPlan.Write write) {
      journal.enter(
          step.bucket(), step.requiredLease(), BucketPolicyPlanner.STEP, write.entry().toJson());
      policies.apply(bucket, write);
    }
    return report(plan, step.writes());
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

  private static Report report(BucketPolicyPlan plan, boolean written) {
    var report = Report.of(BucketPolicyPlanner.STEP, plan.changes()).withFindings(plan.findings());
    var documents = List.of(new Document(BucketPolicyPlanner.STEP, plan.before(), plan.after()));
    return written ? report.withDigestsOf(documents) : report.withDocuments(documents);
  }
}
