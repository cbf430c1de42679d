package icaconnect.cors;

import icaconnect.connection.Ours;
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

  public CorsHandler(CorsPort cors, Journal journal) {
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
          step.bucket(),
          step.requiredLease(),
          STEP,
          Json.tree(Map.of("ruleId", Ours.CORS_RULE_ID)));
      cors.apply(step.ownedBucket(), plan);
    }
    Report report = Report.of(STEP, CorsChanges.of(plan));
    var documents = List.of(CorsChanges.document(plan));
    return step.writes() ? report.withDigestsOf(documents) : report.withDocuments(documents);
  }

  private static CorsPlan plan(Step step, List<CorsRule> current) {
    boolean unknown = step.journalled(STEP).isEmpty();
    return switch (step.goal()) {
      case CONNECT -> {
        if (unknown) {
          ForeignRule.refuse(current);
        }
        yield CorsPlanner.connect(step.connection().allowedOrigins(), current);
      }
      case DISCONNECT ->
          unknown && ForeignRule.isThere(current)
              ? new CorsPlan.Keep(current)
              : CorsPlanner.disconnect(current);
    };
  }
}
