package icaconnect.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Why Reply is called. */
sealed interface ReplyCause {
  /**
   * A workflow has come to its end, and says how.
   *
   * @param workflow empty for executions of a definition before 0.1.0
   */
  record WorkflowEnds(String key, Optional<Workflow> workflow, WorkflowOutcome outcome)
      implements ReplyCause {}

  /**
   * EventBridge reports an execution that failed, was aborted, or ran out of time.
   *
   * @param itself whether it failed by itself, and so has most likely answered
   */
  record ExecutionBroke(
      String key, Optional<Workflow> workflow, boolean itself, WorkflowOutcome outcome)
      implements ReplyCause {}

  /**
   * Lambda reports that the custom resource function could not take a request, not even to refuse
   * it.
   */
  record DoorBroke(ResourceRequest request, String why) implements ReplyCause {}

  static ReplyCause read(JsonNode event) {
    if (event.has("requestPayload")) {
      return new DoorBroke(
          ResourceRequest.read(event.path("requestPayload")),
          event.at("/requestContext/condition").asText());
    }
    if (event.has("detail")) {
      var detail = event.path("detail");
      return new ExecutionBroke(
          RequestId.keyOf(detail.path("name").asText()),
          Workflow.ofStateMachine(detail.path("stateMachineArn").asText()),
          detail.path("status").asText().equals("FAILED"),
          broken(detail));
    }
    return new WorkflowEnds(
        event.path("key").asText(),
        Workflow.ofWire(event.path("workflow").asText()),
        WorkflowOutcome.read(event.path("outcome")));
  }

  private static WorkflowOutcome broken(JsonNode detail) {
    return new WorkflowOutcome.Failed(
        "EXECUTION_"
            + detail.path("status").asText()
            + ": The execution "
            + detail.path("name").asText()
            + " ended before its work was done.",
        true);
  }
}
