package icaconnect.step;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Connection;
import icaconnect.connection.Mode;
import icaconnect.failure.InvalidRequest;
import icaconnect.lambda.Json;
import icaconnect.lambda.JsonHandler;
import icaconnect.registry.JournalText;
import icaconnect.registry.Lease;
import icaconnect.report.Carried;
import icaconnect.report.PlannedWrite;
import icaconnect.report.Report;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decodes what the workflow sends every step; the step itself fits on one screen below this. */
public abstract class StepHandler extends JsonHandler {
  private final String stack;

  /**
   * @param stack the name of the stack that this step belongs to
   */
  protected StepHandler(String stack) {
    this.stack = stack;
  }

  @Override
  protected final Object handle(JsonNode input, Context context) {
    Step step = decode(input, context, stack);
    // What a failure logs has the invocation's id, but not the bucket.
    var line = new Line(step.bucket(), step.goal(), step.connection().mode());
    context.getLogger().log(Json.write(line));
    Object answer = handle(step);
    return answer instanceof Report report
        ? Carried.of(step.writes() ? report : planned(step, report))
        : answer;
  }

  private static Report planned(Step step, Report report) {
    var planned = report.writes().isPresent() ? report : report.withWrites(PlannedWrite.of(report));
    AsPlanned.exactly(step, planned);
    return planned;
  }

  private record Line(String bucket, Goal goal, Mode mode) {}

  protected abstract Object handle(Step step);

  /**
   * What the workflow sends, for handlers that need more than a step.
   *
   * @throws InvalidRequest where it is not that; its message quotes nothing of it
   */
  @SuppressWarnings("NullAway") // Only Inspect is sent no facts: it finds them.
  public static Step decode(JsonNode input, Context context, String stack) {
    Goal goal = goal(input.path("goal").asText("connect"));
    Connection connection = Connection.parse(input.path("request"));
    if (goal == Goal.DISCONNECT && connection.expectedPlan().isPresent()) {
      throw new InvalidRequest(List.of("expectedPlan is for connecting only"));
    }
    var account = AwsAccount.ofFunctionArn(context.getInvokedFunctionArn());
    var facts = read("facts", input, BucketFacts.class);
    if (facts.filter(found -> !PossibleFacts.are(found, account)).isPresent()) {
      throw unreadable("facts");
    }
    return new Step(
        goal,
        connection,
        facts.orElse(null),
        new Installation(stack, account),
        read("lease", input, Lease.class),
        journal(input.path("journal")),
        input.path("keyLabel").asText(Step.CURRENT_KEY));
  }

  private static Goal goal(String word) {
    return Arrays.stream(Goal.values())
        .filter(goal -> goal.name().equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(() -> unreadable("goal"));
  }

  private static <T> Optional<T> read(String field, JsonNode input, Class<T> type) {
    JsonNode node = input.path(field);
    try {
      return node.isObject() ? Optional.of(Json.MAPPER.convertValue(node, type)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      throw unreadable(field);
    }
  }

  private static Map<String, JsonNode> journal(JsonNode entries) {
    var journal = new HashMap<String, JsonNode>();
    entries
        .properties()
        .forEach(
            entry -> journal.put(entry.getKey(), JournalText.read(entry.getValue().textValue())));
    return journal;
  }

  private static InvalidRequest unreadable(String field) {
    return new InvalidRequest(List.of(field + " is not what the workflow would send"));
  }
}
