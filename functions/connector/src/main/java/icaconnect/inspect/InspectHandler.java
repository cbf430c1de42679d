package icaconnect.inspect;

import icaconnect.connection.Limits;
import icaconnect.connection.Mode;
import icaconnect.report.Report;
import icaconnect.step.BucketFacts;
import icaconnect.step.Goal;
import icaconnect.step.Step;
import icaconnect.step.StepHandler;
import icaconnect.step.Versioning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out what the bucket is now, and refuses what cannot be connected. */
public final class InspectHandler extends StepHandler {
  private final InspectPort port;
  private final Limits limits;
  private final String ownRoles;

  /** With nothing let in that the deployer would have to choose. */
  InspectHandler(String stack, InspectPort port) {
    this(stack, port, Limits.CLOSED, "");
  }

  /**
   * @param ownRoles one ARN with wildcards for the application's own roles
   */
  public InspectHandler(String stack, InspectPort port, Limits limits, String ownRoles) {
    super(stack);
    this.port = port;
    this.limits = limits;
    this.ownRoles = ownRoles;
  }

  /**
   * The answer of this step, from which the workflow goes on.
   *
   * @param plan whether the request asks for a plan only
   */
  record Inspected(BucketFacts facts, boolean plan, Report report) {}

  @Override
  protected Inspected handle(Step step) {
    // First of all, so that nothing is done by any step for a request beyond the limits.
    if (step.goal() == Goal.CONNECT) {
      limits.check(step.connection());
    }
    // Only a policy that is to spare the user needs its ARN.
    var user =
        step.goal() == Goal.CONNECT
            ? port.user(step.connection().userName())
            : Optional.<FoundUser>empty();
    return switch (port.bucket(step.bucket(), step.account().id())) {
      case Found.Bucket(var bucket) -> inspected(step, bucket, user);
      case Found.Missing() -> missing(step, user);
      case Found.OtherOwner(var denial) -> throw Refusals.otherOwner(step, denial);
      case Found.Denied denied -> throw Refusals.denied(step, denied, ownRoles);
    };
  }

  /** A disconnect goes by the journal, and so needs to know nothing of a key. */
  private Inspected inspected(Step step, BucketInspection bucket, Optional<FoundUser> user) {
    var report = Report.of("inspect", List.of());
    if (step.goal() == Goal.DISCONNECT) {
      return new Inspected(facts(bucket, KmsKeys.Used.NONE, user), plan(step), report);
    }
    Regions.refuseOthers(step.connection(), bucket.region());
    var key = KmsKeys.of(step.connection(), bucket, step.account(), port);
    var findings = new ArrayList<>(Findings.of(step.connection(), bucket));
    findings.addAll(key.findings());
    LongPrefix.warning(step, key.arn()).ifPresent(findings::add);
    return new Inspected(facts(bucket, key, user), plan(step), report.withFindings(findings));
  }

  /** What is gone needs no taking back: a disconnect goes on without the bucket. */
  private static Inspected missing(Step step, Optional<FoundUser> user) {
    if (step.goal() == Goal.CONNECT) {
      throw Refusals.missing(step);
    }
    var facts =
        new BucketFacts(
            false,
            step.account().region(),
            Versioning.NEVER,
            Optional.empty(),
            user.map(FoundUser::arn),
            user.map(FoundUser::id));
    return new Inspected(
        facts,
        plan(step),
        Report.of("inspect", List.of()).withFindings(Findings.ofGoneBucket(step.bucket())));
  }

  private static boolean plan(Step step) {
    return step.connection().mode() == Mode.PLAN;
  }

  private static BucketFacts facts(
      BucketInspection bucket, KmsKeys.Used key, Optional<FoundUser> user) {
    return new BucketFacts(
        true,
        bucket.region(),
        bucket.versioning(),
        key.arn(),
        bucket.bucketKey(),
        user.map(FoundUser::arn),
        user.map(FoundUser::id),
        bucket.undeletable());
  }
}
