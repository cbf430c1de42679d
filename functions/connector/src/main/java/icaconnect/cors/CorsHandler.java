package icaconnect.cors;

import icaconnect.connection.Limits;
import icaconnect.connection.Ours;
import icaconnect.lambda.Json;
import icaconnect.registry.Journal;
import icaconnect.report.Finding;
import icaconnect.report.Report;
import icaconnect.rewriting.Rewriting;
import icaconnect.step.AsPlanned;
import icaconnect.step.Goal;
import icaconnect.step.NotBelieved;
import icaconnect.step.Step;
import icaconnect.step.StepHandler;
import icaconnect.step.StepName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The CORS step: adds our rule to the bucket's list, or takes it out again. */
public final class CorsHandler extends StepHandler {
  static final String STEP = StepName.CORS;

  private final CorsPort cors;
  private final Journal journal;
  private final Limits limits;
  private final Rewriting rewriting;

  public CorsHandler(
      String stack, CorsPort cors, Journal journal, Limits limits, Rewriting rewriting) {
    super(stack);
    this.cors = cors;
    this.journal = journal;
    this.limits = limits;
    this.rewriting = rewriting;
  }

  @Override
  protected Report handle(Step step) {
    if (step.goal() == Goal.CONNECT) {
      limits.checkBucket(step.connection().bucket());
    }
    if (!step.facts().exists() || step.connection().verifyOnly()) {
      return Report.of(STEP, List.of());
    }
    var rules = new SharedRules(cors, step.ownedBucket());
    CorsPlan plan = plan(step, rules.read());
    if (!step.writes() || !plan.writes()) {
      Report report = planned(step, plan);
      return step.writes() ? report.withDocuments(List.of()) : report;
    }
    var done =
        rewriting.carryOut(
            step.bucket(),
            STEP,
            rules,
            plan,
            present -> plan(step, present),
            next -> enter(step, next));
    return Report.of(STEP, CorsChanges.of(done.telling(), ruleId(step, plan.before())))
        .withFindings(
            Stream.concat(done.findings().stream(), findings(step, done.last()).stream()).toList())
        .withDigestsOf(done.written().stream().map(CorsChanges::document).toList());
  }

  private static Report planned(Step step, CorsPlan plan) {
    return Report.of(STEP, CorsChanges.of(plan, ruleId(step, plan.before())))
        .withFindings(findings(step, plan))
        .withDocuments(List.of(CorsChanges.document(plan)));
  }

  private static List<Finding> findings(Step step, CorsPlan plan) {
    var room = step.goal() == Goal.CONNECT ? CorsPlanner.room(plan.after()) : List.<Finding>of();
    return Stream.concat(notBelieved(step), room.stream()).toList();
  }

  /** Whether connecting a bucket with these rules will have to write them. */
  public static boolean willWrite(Step step, List<CorsRule> current) {
    return plan(step, current).writes();
  }

  private void enter(Step step, CorsPlan next) {
    AsPlanned.only(step, planned(step, next));
    journal.enter(
        step.bucket(),
        step.requiredLease(),
        STEP,
        Json.tree(Map.of("ruleId", ruleId(step, next.before()))));
  }

  /**
   * This installation's id where a rule has it; else the one that the record names, which may be
   * older than installations' names, and no other.
   */
  private static String ruleId(Step step, List<CorsRule> current) {
    String own = step.installation().corsRuleId();
    return current.stream().anyMatch(rule -> rule.is(own))
        ? own
        : recordedId(step).filter(id -> isPossible(id, step)).orElse(own);
  }

  private static Optional<String> recordedId(Step step) {
    return step.journalled(STEP).map(entry -> entry.path("ruleId").textValue());
  }

  private static boolean isPossible(String id, Step step) {
    return id.equals(step.installation().corsRuleId()) || id.equals(Ours.CORS_RULE_ID);
  }

  private static Stream<Finding> notBelieved(Step step) {
    if (step.isUnreadable(STEP)) {
      return Stream.of(
          NotBelieved.unreadable(
              "an entry of CORS rules", "our rule is known by its id and its form"));
    }
    return recordedId(step).filter(id -> !isPossible(id, step)).stream()
        .map(id ->
            NotBelieved.finding("that our CORS rule is called " + id, "a rule of that name stays"));
  }

  private static CorsPlan plan(Step step, List<CorsRule> current) {
    boolean unknown = step.journalled(STEP).isEmpty() || notBelieved(step).findAny().isPresent();
    String ruleId = ruleId(step, current);
    return switch (step.goal()) {
      case CONNECT -> {
        if (unknown) {
          ForeignRule.refuse(ruleId, current);
        }
        yield CorsPlanner.connect(ruleId, step.connection().allowedOrigins(), current);
      }
      case DISCONNECT ->
          unknown && ForeignRule.isThere(ruleId, current)
              ? new CorsPlan.Keep(current)
              : CorsPlanner.disconnect(ruleId, current);
    };
  }
}
