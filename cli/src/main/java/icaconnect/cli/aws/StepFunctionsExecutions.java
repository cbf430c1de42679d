package icaconnect.cli.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.cli.execution.Event;
import icaconnect.cli.execution.Event.Kind;
import icaconnect.cli.execution.Executions;
import icaconnect.cli.execution.Look;
import icaconnect.cli.execution.Progress;
import icaconnect.lambda.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/** Executions as Step Functions shows them. */
final class StepFunctionsExecutions implements Executions {
  private final SfnClient sfn;

  StepFunctionsExecutions(Caller caller) {
    sfn = caller.clients().here(SfnClient.builder());
  }

  /** Under a name of its own, so that a start whose answer is lost is not made twice. */
  @Override
  public String start(String stateMachineArn, JsonNode input) {
    String name = "ica-connect-" + UUID.randomUUID();
    return AwsFailure.said(() ->
        sfn.startExecution(
                r -> r.stateMachineArn(stateMachineArn).name(name).input(Json.write(input)))
            .executionArn());
  }

  /** The status first: what ended before has all its events. */
  @Override
  public Look look(String executionArn) {
    return AwsFailure.said(() -> {
      var execution = sfn.describeExecution(r -> r.executionArn(executionArn));
      var events = new ArrayList<Event>();
      Map<Long, String> states = new HashMap<>();
      var runs = new ArrayList<String>();
      sfn.getExecutionHistoryPaginator(r -> r.executionArn(executionArn).maxResults(1000)).stream()
          .flatMap(page -> page.events().stream())
          .forEach(event -> {
            events.add(event(event, states));
            Optional.ofNullable(event.mapRunStartedEventDetails())
                .ifPresent(details -> runs.add(details.mapRunArn()));
          });
      Optional<String> run = runs.isEmpty() ? Optional.empty() : Optional.of(runs.getLast());
      return new Look(
          execution.statusAsString(), execution.startDate(), outcome(execution), run, events);
    });
  }

  @Override
  public Progress progress(String run) {
    return AwsFailure.said(() -> {
      var counts = sfn.describeMapRun(r -> r.mapRunArn(run)).itemCounts();
      long ended = counts.succeeded() + counts.failed() + counts.timedOut() + counts.aborted();
      return new Progress(counts.total(), ended, counts.running());
    });
  }

  /** Events of a task do not name their state: it is that of the event before. */
  private static Event event(HistoryEvent event, Map<Long, String> states) {
    String state =
        event.stateEnteredEventDetails() != null
            ? event.stateEnteredEventDetails().name()
            : event.stateExitedEventDetails() != null
                ? event.stateExitedEventDetails().name()
                : states.getOrDefault(event.previousEventId(), "");
    states.put(event.id(), state);
    var failed = Optional.ofNullable(event.taskFailedEventDetails());
    var nested = nested(event);
    return new Event(
        event.id(),
        event.timestamp(),
        nested.isPresent() ? Kind.STARTED_ANOTHER : kind(event),
        state,
        event.typeAsString().replace("StateEntered", "").replace("StateExited", ""),
        failed.map(details -> details.error()),
        failed.map(details -> details.cause()),
        nested);
  }

  private static Kind kind(HistoryEvent event) {
    String type = event.typeAsString();
    return type.endsWith("StateEntered")
        ? Kind.ENTERED
        : type.endsWith("StateExited")
            ? Kind.EXITED
            : type.equals("TaskFailed") || type.equals("TaskTimedOut")
                ? Kind.TRY_FAILED
                : Kind.OTHER;
  }

  private static Optional<String> nested(HistoryEvent event) {
    return Optional.ofNullable(event.taskSubmittedEventDetails())
        .filter(details -> "states".equals(details.resourceType()) && details.output() != null)
        .map(details -> Json.parse(details.output()).path("ExecutionArn").textValue());
  }

  /** What it says itself; the cause of one that was stopped is the text of whoever stopped it. */
  static JsonNode outcome(DescribeExecutionResponse execution) {
    if (execution.status() == ExecutionStatus.RUNNING) {
      return Json.MAPPER.createObjectNode();
    }
    String text =
        execution.status() == ExecutionStatus.SUCCEEDED ? execution.output() : execution.cause();
    try {
      if (text != null && Json.parse(text) instanceof ObjectNode object) {
        boolean said =
            execution.status() == ExecutionStatus.SUCCEEDED
                || execution.status() == ExecutionStatus.FAILED && object.has("failure");
        return said ? object : failure(execution, text);
      }
    } catch (IllegalArgumentException e) {
      return failure(execution, text);
    }
    return failure(execution, text);
  }

  private static JsonNode failure(DescribeExecutionResponse execution, String text) {
    ObjectNode outcome = Json.MAPPER.createObjectNode().put("status", execution.statusAsString());
    outcome
        .putObject("failure")
        .put("error", execution.error() == null ? execution.statusAsString() : execution.error())
        .put("message", text == null ? "" : text);
    return outcome;
  }
}
