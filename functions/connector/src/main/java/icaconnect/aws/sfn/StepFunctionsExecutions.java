package icaconnect.aws.sfn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import icaconnect.aws.client.Clients;
import icaconnect.lambda.Json;
import icaconnect.trail.Execution;
import icaconnect.trail.Executions;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.SfnClient;

/** Executions as Step Functions describes them, for ninety days after their end. */
public final class StepFunctionsExecutions implements Executions {
  private final SfnClient sfn = new Clients().here(SfnClient.builder());

  @Override
  public Execution describe(String arn) {
    var execution = sfn.describeExecution(request -> request.executionArn(arn));
    return new Execution(
        execution.executionArn(),
        execution.statusAsString(),
        execution.startDate(),
        Optional.ofNullable(execution.stopDate()),
        json(execution.input()),
        Optional.ofNullable(execution.output()).map(StepFunctionsExecutions::json),
        Optional.ofNullable(execution.error()),
        Optional.ofNullable(execution.cause()),
        Objects.requireNonNullElse(execution.redriveCount(), 0));
  }

  /** What a person started by hand may be anything; it is kept as text then. */
  private static JsonNode json(String text) {
    try {
      return Json.parse(text);
    } catch (IllegalArgumentException e) {
      return TextNode.valueOf(text);
    }
  }
}
