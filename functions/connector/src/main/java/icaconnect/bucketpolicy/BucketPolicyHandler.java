package icaconnect.bucketpolicy;

import icaconnect.aws.DynamoJournal;
import icaconnect.aws.S3BucketPolicy;
import icaconnect.registry.Journal;
import icaconnect.report.Document;
import icaconnect.report.Report;
import icaconnect.step.Goal;
import icaconnect.step.Step;
import icaconnect.step.StepHandler;
import java.util.List;

/** Makes the bucket's policy let ICA in, or gives it back. */
public final class BucketPolicyHandler extends StepHandler {
  private final BucketPolicyPort policies;
  private final Journal journal;

  public BucketPolicyHandler() {
    this(new S3BucketPolicy(), new DynamoJournal());
  }

  BucketPolicyHandler(BucketPolicyPort policies, Journal journal) {
    this.policies = policies;
    this.journal = journal;
  }

  @Override
  protected Report handle(Step step) {
    if (!step.facts().exists()) {
      return Report.of(BucketPolicyPlanner.STEP, List.of());
    }
    var bucket = step.ownedBucket();
    var current = policies.read(bucket);
    var plan = step.goal() == Goal.CONNECT
        ? BucketPolicyPlanner.connect(step, current)
        : BucketPolicyPlanner.disconnect(step, current);
    if (step.writes() && plan instanceof BucketPolicyPlan.Write write) {
      journal.enter(step.bucket(), step.requiredLease(), BucketPolicyPlanner.STEP, write.entry().toJson());
      policies.apply(bucket, write);
    }
    return report(plan, step.writes());
  }

  private static Report report(BucketPolicyPlan plan, boolean written) {
    var report = Report.of(BucketPolicyPlanner.STEP, plan.changes()).withFindings(plan.findings());
    var documents = List.of(new Document("bucketPolicy", plan.before(), plan.after()));
    return written ? report : report.withDocuments(documents);
  }
}
