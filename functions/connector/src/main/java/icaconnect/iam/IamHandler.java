package icaconnect.iam;

import icaconnect.connection.Limits;
import icaconnect.connection.Mark;
import icaconnect.lambda.Json;
import icaconnect.reading.Reads;
import icaconnect.registry.Journal;
import icaconnect.report.Finding;
import icaconnect.report.Report;
import icaconnect.step.AsPlanned;
import icaconnect.step.EarlierRecord;
import icaconnect.step.NotBelieved;
import icaconnect.step.Step;
import icaconnect.step.StepHandler;
import icaconnect.step.StepName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The IAM step: gives ICA a user with one managed policy, or takes both back. */
public final class IamHandler extends StepHandler {
  static final String STEP = StepName.IAM;

  private static final Finding UNREADABLE =
      NotBelieved.unreadable(
          "an entry of user and policy",
          "ours are known by their tags, and what was only attached stays attached");

  private final IamPort iam;
  private final Journal journal;
  private final Limits limits;
  private final Supplier<Reads> reading;

  /** One that asks for one thing after another. */
  public IamHandler(String stack, IamPort iam, Journal journal, Limits limits) {
    this(stack, iam, journal, limits, Reads::inTurn);
  }

  /**
   * @param reading how the port may be asked
   */
  public IamHandler(
      String stack, IamPort iam, Journal journal, Limits limits, Supplier<Reads> reading) {
    super(stack);
    this.reading = reading;
    this.iam = iam;
    this.journal = journal;
    this.limits = limits;
  }

  @Override
  protected Report handle(Step step) {
    Optional<IamEntry> before = entered(step);
    Report report =
        switch (step.goal()) {
          case CONNECT -> connect(step, before);
          case DISCONNECT -> disconnect(step, before);
        };
    return step.journal().containsKey(STEP) && before.isEmpty()
        ? report.withFindings(
            Stream.concat(Stream.of(UNREADABLE), report.findings().stream()).toList())
        : report;
  }

  private static Optional<IamEntry> entered(Step step) {
    return step.journalled(STEP).flatMap(IamEntry::read);
  }

  private Report connect(Step step, Optional<IamEntry> before) {
    var connection = step.connection();
    limits.check(connection);
    var names = new IamNames(step.installation(), connection.userName(), connection.policyName());
    try (var reads = reading.get()) {
      Supplier<List<AttachedItem>> grants = () -> iam.grants(names.userName());
      return connect(
          step,
          before,
          names,
          step.facts().userArn().isPresent() ? reads.begin(grants) : grants,
          TakenNames.begin(reads, step, iam, names));
    }
  }

  private Report connect(
      Step step,
      Optional<IamEntry> before,
      IamNames names,
      Supplier<List<AttachedItem>> grants,
      TakenNames taken) {
    var connection = step.connection();
    var document = PermissionPolicy.of(connection, step.facts(), step.account());
    IamState now = step.facts().userArn().isEmpty() ? iam.readNew(names) : iam.read(names);
    if (now.policy().filter(policy -> !policy.grants(document)).isPresent()) {
      now = now.withVersions(iam.versions(now.policy().get().arn()));
    }
    if (now.user().isPresent()) {
      now = now.withAttachedItems(grants.get());
    }
    var wish = new IamWish(mark(step, before), names, document, connection.adoptExisting());
    IamPlan plan = IamPlanner.connect(wish, now, before);
    taken.refuse(plan);
    now.user()
        .filter(user -> !user.isOurs(wish.mark()))
        .ifPresent(user -> limits.checkAdoption(connection, user.arn()));
    var writes = IamChanges.writes(now, plan, wish.mark());
    if (step.writes()) {
      AsPlanned.only(step, STEP, writes);
    }
    IamArns arns = apply(step, plan, IamArns.of(names, now));
    Report report = report(step, now, plan);
    return (step.writes() ? report : report.withWrites(writes))
        .withOutputs(
            Map.of(
                "userName",
                names.userName(),
                "userArn",
                arns.userArn(),
                "policyArn",
                arns.policyArn()));
  }

  private Report disconnect(Step step, Optional<IamEntry> before) {
    var connection = step.connection();
    var own = new IamNames(step.installation(), connection.userName(), connection.policyName());
    var recorded = RecordedNames.of(iam, own, mark(step, Optional.empty()), before);
    var entry = recorded.entry();
    var takingBack = new TakingBack(iam, mark(step, entry), recorded.names(), entry);
    var taken =
        step.writes()
            ? takingBack.done((plan, arns) -> apply(step, plan, arns))
            : takingBack.planned();
    Report report = report(step, taken.now(), taken.plan());
    return report.withFindings(
        Stream.concat(recorded.findings().stream(), report.findings().stream()).toList());
  }

  private static Mark mark(Step step, Optional<IamEntry> before) {
    return step.installation().mark(step.bucket()).earlier(before.isPresent());
  }

  private IamArns apply(Step step, IamPlan plan, IamArns expected) {
    if (step.writes() && plan instanceof IamPlan.Act act) {
      journal.enter(step.bucket(), step.requiredLease(), STEP, Json.tree(entry(step, act)));
      return iam.apply(act.actions(), expected);
    }
    return expected;
  }

  /**
   * Inspect looked before this step wrote, so a retry does not find what the first try has made.
   */
  private static IamEntry entry(Step step, IamPlan.Act act) {
    boolean found = entered(step).map(IamEntry::userFound).orElse(EarlierRecord.hasLeftUser(step));
    return act.entry().withUserFound(found);
  }

  private static Report report(Step step, IamState now, IamPlan plan) {
    Report report =
        Report.of(STEP, plan.actions().stream().map(IamChanges::of).toList())
            .withDocuments(List.of(IamChanges.document(now, plan)))
            .withFindings(plan.findings());
    return step.writes()
        ? report.withDigestsOf(report.documents()).withDocuments(List.of())
        : report;
  }
}
