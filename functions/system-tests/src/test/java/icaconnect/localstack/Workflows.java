package icaconnect.localstack;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/** Starts the application's workflows as a person would, and waits for their end. */
public final class Workflows {
  private static final Duration LONGEST = Duration.ofMinutes(3);

  private final LocalStack localStack;
  private final SfnClient sfn;

  public Workflows(LocalStack localStack) {
    this.localStack = localStack;
    this.sfn = localStack.client(SfnClient.builder());
  }

  /**
   * How an execution ended; the outcome is the documented object, whether it succeeded or failed.
   */
  public record Ended(String arn, ExecutionStatus status, String error, JsonNode outcome) {
    public String text(String pointer) {
      return outcome.at(pointer).asText();
    }
  }

  public Ended connect(String request) {
    return await(start("ConnectStateMachineArn", request));
  }

  public Ended disconnect(String request) {
    return await(start("DisconnectStateMachineArn", request));
  }

  public String start(String machineOutput, String input) {
    return sfn.startExecution(r -> r.stateMachineArn(localStack.output(machineOutput)).input(input))
        .executionArn();
  }

  public Ended await(String executionArn) {
    return await(executionArn, LONGEST);
  }

  public Ended await(String executionArn, Duration atMost) {
    var last = new DescribeExecutionResponse[1];
    Deadline.await(
        atMost,
        "the end of " + executionArn,
        () -> {
          last[0] = sfn.describeExecution(r -> r.executionArn(executionArn));
          return last[0].status() != ExecutionStatus.RUNNING;
        });
    return new Ended(executionArn, last[0].status(), last[0].error(), outcome(last[0]));
  }

  /** Every event of the execution, with its input, output and variables. */
  public List<HistoryEvent> history(String executionArn) {
    var events = new ArrayList<HistoryEvent>();
    sfn.getExecutionHistoryPaginator(r -> r.executionArn(executionArn))
        .events()
        .forEach(events::add);
    return events;
  }

  /**
   * All that Step Functions shows of an execution. The SDK's own toString leaves inputs and outputs
   * out.
   */
  public String shown(String executionArn) {
    var text = new StringBuilder();
    append(sfn.describeExecution(r -> r.executionArn(executionArn)), text);
    history(executionArn).forEach(event -> append(event, text));
    return text.toString();
  }

  private static void append(Object value, StringBuilder text) {
    if (value instanceof SdkPojo pojo) {
      pojo.sdkFields().forEach(field -> append(field.getValueOrDefault(pojo), text));
    } else if (value != null) {
      text.append(value).append('\n');
    }
  }

  public SfnClient sfn() {
    return sfn;
  }

  private static JsonNode outcome(DescribeExecutionResponse execution) {
    String text =
        execution.status() == ExecutionStatus.SUCCEEDED ? execution.output() : execution.cause();
    return text == null || !text.startsWith("{")
        ? Json.MAPPER.createObjectNode()
        : Json.parse(text);
  }
}
