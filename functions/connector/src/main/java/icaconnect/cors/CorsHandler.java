package icaconnect.cors;

import icaconnect.lambda.Json;
import icaconnect.registry.Journal;
import icaconnect.report.Report;
import icaconnect.step.Step;
import icaconnect.step.StepHandler;
import java.util.List;
import java.util.Map;

/** The CORS step: adds our rule to the bucket's list, or takes it out again. */
public final class CorsHandler extends StepHandler {
  static final String STEP = "cors";

  private final CorsPort cors;
  private final Journal journal;

  public CorsHandler(String stack, CorsPort cors, Journal journal) {
    super(stack);
    this.cors = cors;
    this.journal = journal;
  }

  @Override
  protected Report handle(Step step) {
    if (!step.facts().exists()) {
      return Report.of(STEP, List.of());
    }
    CorsPlan plan = plan(step, cors.read(step.ownedBucket()));
    if (step.writes() && !(plan instanceof CorsPlan.Keep)) {
      journal.enter(
          step.bucket(), step.requiredLease(), STEP, Json.tree(Map.of("ruleId", ruleId(step))));
      cors.apply(step.ownedBucket(), plan);
    }
    Report report = Report.of(STEP, CorsChanges.of(plan, ruleId(step)));
    var documents = List.of(CorsChanges.document(plan));
    return step.writes() ? report.withDigestsOf(documents) : report.withDocuments(documents);
  }

  /** The id that the record names, which may be older than installations' names. */
  private static String ruleId(Step step) {
    return step.journalled(STEP)
        .map(entry -> entry.path("ruleId").textValue())
        .orElseGet(step.installation()::corsRuleId);
  }

  private static CorsPlan plan(Step step, List<CorsRule> current) {
    boolean unknown = step.journalled(STEP).isEmpty();
    return switch (step.goal()) {
      case CONNECT -> {
        if (unknown) {
          ForeignRule.refuse(ruleId(step), current);
        }
        yield CorsPlanner.connect(ruleId(step), step.connection().allowedOrigins(), current);
      }
      case DISCONNECT ->
          unknown && ForeignRule.isThere(ruleId(step), current)
              ? new CorsPlan.Keep(current)
              : CorsPlanner.disconnect(ruleId(step), current);
    };
  }
}
