package icaconnect.inspect;

import icaconnect.connection.Mode;
import icaconnect.failure.Refused;
import icaconnect.report.Finding;
import icaconnect.report.Report;
import icaconnect.step.BucketFacts;
import icaconnect.step.Goal;
import icaconnect.step.Step;
import icaconnect.step.StepHandler;
import icaconnect.step.Versioning;
import java.util.List;
import java.util.Optional;

/** Finds out what the bucket is now, and refuses what cannot be connected. */
public final class InspectHandler extends StepHandler {
  private final InspectPort port;

  public InspectHandler(String stack, InspectPort port) {
    super(stack);
    this.port = port;
  }

  /**
   * The answer of this step, from which the workflow goes on.
   *
   * @param plan whether the request asks for a plan only
   */
  record Inspected(BucketFacts facts, boolean plan, Report report) {}

  @Override
  protected Inspected handle(Step step) {
    // Only a policy that is to spare the user needs its ARN.
    var user =
        step.goal() == Goal.CONNECT
            ? port.userArn(step.connection().userName())
            : Optional.<String>empty();
    return switch (port.bucket(step.bucket(), step.account().id())) {
      case Found.Bucket(var bucket) ->
          inspected(step, facts(step, bucket, user), Findings.of(step.connection(), bucket));
      case Found.Missing() ->
          unreachable(
              step,
              user,
              new Refused(
                  "BUCKET_MISSING",
                  "There is no bucket named " + step.bucket() + ".",
                  "Create it first, or correct the name."));
      case Found.NotOwned() ->
          unreachable(
              step,
              user,
              new Refused(
                  "BUCKET_NOT_OURS",
                  "The bucket "
                      + step.bucket()
                      + " does not belong to account "
                      + step.account().id()
                      + ", or this stack's BucketNamePattern excludes it.",
                  "Deploy this application in the account that owns the bucket, or widen BucketNamePattern."));
    };
  }

  private static Inspected inspected(Step step, BucketFacts facts, List<Finding> findings) {
    if (step.goal() == Goal.CONNECT) {
      Regions.refuseOthers(step.connection(), facts.region());
    }
    var shown = step.goal() == Goal.CONNECT ? findings : List.<Finding>of();
    return new Inspected(facts, plan(step), Report.of("inspect", List.of()).withFindings(shown));
  }

  /** What is gone needs no taking back: a disconnect goes on without the bucket. */
  private static Inspected unreachable(Step step, Optional<String> user, Refused refusal) {
    if (step.goal() == Goal.CONNECT) {
      throw refusal;
    }
    var facts =
        new BucketFacts(false, step.account().region(), Versioning.NEVER, Optional.empty(), user);
    return new Inspected(
        facts,
        plan(step),
        Report.of("inspect", List.of()).withFindings(Findings.ofGoneBucket(step.bucket())));
  }

  private static boolean plan(Step step) {
    return step.connection().mode() == Mode.PLAN;
  }

  private static BucketFacts facts(Step step, BucketInspection bucket, Optional<String> user) {
    var key = bucket.kmsKeyArn().flatMap(id -> KmsKeys.arn(id, step.account(), bucket.region()));
    return new BucketFacts(true, bucket.region(), bucket.versioning(), key, user);
  }
}
