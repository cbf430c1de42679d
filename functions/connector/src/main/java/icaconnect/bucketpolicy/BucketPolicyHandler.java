package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Limits;
import icaconnect.registry.ReadableJournal;
import icaconnect.report.Document;
import icaconnect.report.Finding;
import icaconnect.report.Report;
import icaconnect.rewriting.Rewriting;
import icaconnect.step.AsPlanned;
import icaconnect.step.Goal;
import icaconnect.step.Step;
import icaconnect.step.StepHandler;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes the bucket's policy let ICA in, or gives it back. */
public final class BucketPolicyHandler extends StepHandler {
  private final BucketPolicyPort policies;
  private final ReadableJournal journal;
  private final Limits limits;
  private final OwnRoles own;
  private final Rewriting rewriting;
  private final Clock clock;

  public BucketPolicyHandler(
      String stack,
      BucketPolicyPort policies,
      ReadableJournal journal,
      Limits limits,
      OwnRoles own,
      Rewriting rewriting,
      Clock clock) {
    super(stack);
    this.policies = policies;
    this.journal = journal;
    this.limits = limits;
    this.own = own;
    this.rewriting = rewriting;
    this.clock = clock;
  }

  @Override
  protected Report handle(Step step) {
    if (!step.facts().exists()) {
      return Report.of(BucketPolicyPlanner.STEP, List.of());
    }
    if (step.goal() == Goal.CONNECT) {
      step.checkReach(limits);
    }
    if (step.connection().verifyOnly()) {
      return left(step);
    }
    var policy = new SharedPolicy(policies, step.ownedBucket());
    var plan = plan(step, policy.read());
    var access = OwnAccess.findings(step, plan.before(), own, clock.instant());
    if (!step.writes() || !plan.writes()) {
      enter(step, plan);
      return report(plan, all(List.of(plan.findings(), access)))
          .withDocuments(step.writes() ? List.of() : documents(List.of(plan)));
    }
    var done =
        rewriting.carryOut(
            step.bucket(),
            BucketPolicyPlanner.STEP,
            policy,
            plan(withPresentEntry(step), plan.before()),
            present -> plan(withPresentEntry(step), present),
            next -> enter(step, next));
    return report(done.telling(), all(List.of(done.last().findings(), done.findings(), access)))
        .withDigestsOf(documents(done.written()));
  }

  /** The owner's policy is judged and never written; Inspect has said what it lacks. */
  private Report left(Step step) {
    if (step.goal() == Goal.DISCONNECT) {
      return Report.of(BucketPolicyPlanner.STEP, List.of());
    }
    var plan = BucketPolicyPlanner.look(step, policies.read(step.ownedBucket()), clock.instant());
    return report(plan, plan.findings())
        .withDocuments(step.writes() ? List.of() : documents(List.of(plan)));
  }

  private void enter(Step step, BucketPolicyPlan next) {
    var entry =
        switch (next) {
          case BucketPolicyPlan.Write write -> Optional.of(write.entry());
          case BucketPolicyPlan.Keep keep -> keep.rebuilt();
        };
    if (step.writes()) {
      if (next.writes()) {
        AsPlanned.only(step, report(next, List.of()).withDocuments(documents(List.of(next))));
      }
      entry.ifPresent(made ->
          journal.enter(
              step.bucket(), step.requiredLease(), BucketPolicyPlanner.STEP, made.toJson()));
    }
  }

  /** This entry grows: one that was planned on an old entry would forget exemptions. */
  private Step withPresentEntry(Step step) {
    return step.withJournalled(
        BucketPolicyPlanner.STEP, journal.entry(step.bucket(), BucketPolicyPlanner.STEP));
  }

  private BucketPolicyPlan plan(Step step, Optional<JsonNode> current) {
    var plan =
        step.goal() == Goal.CONNECT
            ? BucketPolicyPlanner.connect(step, current, clock.instant(), limits)
            : BucketPolicyPlanner.disconnect(step, current, limits);
    if (plan.writes()) {
      OwnAccess.refuse(
          step, current, own, Set.of(OwnCalls.PUT_POLICY), callsToCome(step), clock.instant());
    }
    return plan;
  }

  /** Connecting has merged the CORS rules before; a disconnect has still to take ours out. */
  private static Set<String> callsToCome(Step step) {
    return step.goal() == Goal.CONNECT ? OwnRoles.POLICY_CALLS : OwnRoles.CALLS;
  }

  private static List<Finding> all(List<List<Finding>> findings) {
    return findings.stream().flatMap(List::stream).toList();
  }

  private static Report report(BucketPolicyPlan plan, List<Finding> findings) {
    return Report.of(BucketPolicyPlanner.STEP, plan.changes()).withFindings(findings);
  }

  private static List<Document> documents(List<BucketPolicyPlan> plans) {
    return plans.stream()
        .map(plan -> new Document(BucketPolicyPlanner.STEP, plan.before(), plan.after()))
        .toList();
  }
}
