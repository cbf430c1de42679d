package icaconnect.inspect;

import icaconnect.addition.AdditionAnswer;
import icaconnect.addition.OwnersDocuments;
import icaconnect.connection.Limits;
import icaconnect.connection.Mode;
import icaconnect.reading.Reads;
import icaconnect.report.Carried;
import icaconnect.report.Finding;
import icaconnect.report.Report;
import icaconnect.step.BucketFacts;
import icaconnect.step.Goal;
import icaconnect.step.Step;
import icaconnect.step.StepHandler;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Finds out what the bucket is now, and refuses what cannot be connected. */
public final class InspectHandler extends StepHandler {
  private final InspectPort port;
  private final Limits limits;
  private final String ownRoles;
  private final Consumer<Step> ownCalls;
  private final Optional<OwnersBucket> owners;
  private final Supplier<Reads> reading;

  /** Where no bucket is left to its owner. */
  InspectHandler(String stack, InspectPort port, Limits limits, String ownRoles) {
    this(stack, port, limits, ownRoles, step -> {});
  }

  /** The same, with what refuses a connect whose own calls are denied. */
  InspectHandler(
      String stack, InspectPort port, Limits limits, String ownRoles, Consumer<Step> ownCalls) {
    this(stack, port, limits, ownRoles, ownCalls, Optional.empty(), Reads::inTurn);
  }

  /**
   * @param ownRoles one ARN with wildcards for the application's own roles
   * @param ownCalls refuses a connect whose own calls the bucket's policy denies
   * @param documents of buckets that are left to their owner
   * @param reading how the port may be asked
   */
  public InspectHandler(
      String stack,
      InspectPort port,
      Limits limits,
      String ownRoles,
      Consumer<Step> ownCalls,
      OwnersDocuments documents,
      Clock clock,
      Supplier<Reads> reading) {
    this(
        stack,
        port,
        limits,
        ownRoles,
        ownCalls,
        Optional.of(new OwnersBucket(documents, clock)),
        reading);
  }

  private InspectHandler(
      String stack,
      InspectPort port,
      Limits limits,
      String ownRoles,
      Consumer<Step> ownCalls,
      Optional<OwnersBucket> owners,
      Supplier<Reads> reading) {
    super(stack);
    this.reading = reading;
    this.port = port;
    this.limits = limits;
    this.ownRoles = ownRoles;
    this.ownCalls = ownCalls;
    this.owners = owners;
  }

  /**
   * The answer of this step, from which the workflow goes on.
   *
   * @param plan whether the request asks for a plan only
   * @param addition what the owner of a bucket that is left to them has to add
   */
  record Inspected(
      BucketFacts facts, boolean plan, Report report, Optional<AdditionAnswer> addition) {
    Inspected {
      report = Carried.of(report);
    }

    Inspected(BucketFacts facts, boolean plan, Report report) {
      this(facts, plan, report, Optional.empty());
    }
  }

  @Override
  protected Inspected handle(Step asked) {
    // First of all, so that nothing is done by any step for a request beyond the limits.
    if (asked.goal() == Goal.CONNECT) {
      limits.check(asked.connection());
    }
    LongLists.refuse(asked);
    Step step = OtherNames.refuse(asked);
    try (var reads = reading.get()) {
      Supplier<Optional<FoundUser>> user =
          step.goal() == Goal.CONNECT
              ? reads.begin(() -> port.user(step.connection().userName()))
              : reads.begin(() -> new LeavingUser(step, port).found());
      var bucket = reads.begin(() -> port.bucket(step.bucket(), step.account().id()));
      // What bounds new users matters where one is to be made. Before the first connect of a bucket
      // there is hardly ever a user, so nobody waits to hear that there is none.
      boolean isFirst = step.journal().isEmpty();
      Supplier<Optional<AccountInspection>> account =
          step.goal() == Goal.CONNECT
              ? reads.begin(() ->
                  isFirst || user.get().isEmpty()
                      ? Optional.of(port.account(newUser(step)))
                      : Optional.empty())
              : Optional::empty;
      return handle(step, user.get(), bucket.get(), account);
    }
  }

  private static String newUser(Step step) {
    return step.installation().userArn(step.connection().userName());
  }

  private Inspected handle(
      Step step,
      Optional<FoundUser> user,
      BucketFound found,
      Supplier<Optional<AccountInspection>> account) {
    return switch (found) {
      case BucketFound.Bucket(var bucket) -> inspected(step, bucket, user, account);
      case BucketFound.Missing() -> missing(step, user);
      case BucketFound.OtherOwner(var denial) -> throw Refusals.otherOwner(step, denial);
      case BucketFound.Denied denied -> throw Refusals.denied(step, denied, ownRoles);
    };
  }

  /** A disconnect goes by the journal, and so needs to know nothing of a key. */
  private Inspected inspected(
      Step step,
      BucketInspection bucket,
      Optional<FoundUser> user,
      Supplier<Optional<AccountInspection>> account) {
    var report = Report.of("inspect", List.of());
    if (step.goal() == Goal.DISCONNECT) {
      var facts = facts(bucket, KmsKeys.Used.NONE, user);
      return new Inspected(facts, plan(step), report.withFindings(toTakeOut(step, facts, bucket)));
    }
    var tagged = Refusals.ofAnInstallation(step, bucket);
    Regions.refuseOthers(step.connection(), bucket.region());
    var key = KmsKeys.of(step.connection(), bucket, step.account(), port);
    var findings = new ArrayList<>(BucketFindings.of(step.connection(), bucket));
    tagged.ifPresent(findings::add);
    findings.addAll(Destinations.findings(step.bucket(), bucket, step.account().id(), port));
    findings.addAll(Replications.findings(step.connection(), bucket, key.arn()));
    findings.addAll(key.findings());
    LongPrefix.warning(step, key.arn()).ifPresent(findings::add);
    if (user.isEmpty()) {
      var inspection = account.get().orElse(AccountInspection.NOT_ASKED);
      findings.addAll(AccountFindings.of(inspection, bucket.region()));
      inspection
          .foreseen()
          .ifPresent(it -> findings.addAll(ForeseenDenials.findings(it, step.account().id())));
      if (plan(step)) {
        findings.addAll(BeforeTheUser.findings(step, inspection.foreseen()));
      }
    }
    var facts = facts(bucket, key, user);
    if (!step.connection().verifyOnly()) {
      ownCalls.accept(step.withFacts(facts));
    }
    var addition = addition(step.withFacts(facts));
    addition.map(answer -> answer.finding(step.bucket())).ifPresent(findings::add);
    return new Inspected(facts, plan(step), report.withFindings(findings), addition);
  }

  private Optional<AdditionAnswer> addition(Step step) {
    return step.connection().verifyOnly()
        ? Optional.of(owners.orElseThrow().addition(step))
        : Optional.empty();
  }

  private List<Finding> toTakeOut(Step step, BucketFacts facts, BucketInspection bucket) {
    return step.connection().verifyOnly()
        ? List.of(owners.orElseThrow().toTakeOut(step.withFacts(facts), bucket.kmsKeyArn()))
        : List.of();
  }

  /** What is gone needs no taking back: a disconnect goes on without the bucket. */
  private static Inspected missing(Step step, Optional<FoundUser> user) {
    if (step.goal() == Goal.CONNECT) {
      throw Refusals.missing(step);
    }
    var facts = with(user, BucketFacts.gone(step.account().region()));
    return new Inspected(
        facts,
        plan(step),
        Report.of("inspect", List.of()).withFindings(BucketFindings.ofGoneBucket(step.bucket())));
  }

  private static boolean plan(Step step) {
    return step.connection().mode() == Mode.PLAN;
  }

  private static BucketFacts facts(
      BucketInspection bucket, KmsKeys.Used key, Optional<FoundUser> user) {
    return with(
        user,
        BucketFacts.of(bucket.region(), bucket.versioning())
            .under(key.arn(), KmsKeys.underBucketKey(bucket))
            .undeletable(bucket.undeletable()));
  }

  private static BucketFacts with(Optional<FoundUser> user, BucketFacts facts) {
    return user.map(one -> facts.withUser(one.arn(), one.id(), one.bucket(), one.bounded()))
        .orElse(facts);
  }
}
