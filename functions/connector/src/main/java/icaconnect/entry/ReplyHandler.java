package icaconnect.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.code.Code;
import icaconnect.lambda.Json;
import icaconnect.lambda.JsonHandler;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Answers the request that a workflow worked for, once, however the workflow ended. */
public final class ReplyHandler extends JsonHandler {
  private final Ports ports;
  private final ResponseUrl responseUrl;
  private final Clock clock;

  public ReplyHandler(Ports ports, ResponseUrl responseUrl, Clock clock) {
    this.ports = ports;
    this.responseUrl = responseUrl;
    this.clock = clock;
  }

  @Override
  protected Object handle(JsonNode event, Context context) {
    var answering =
        new Answering(ports.requests(), new Sending(responseUrl, context.getLogger()), clock);
    return switch (ReplyCause.read(event)) {
      case ReplyCause.WorkflowEnds(var key, var workflow, var outcome) ->
          answer(key, workflow, outcome, answering);
      case ReplyCause.ExecutionBroke(var key, var workflow, var itself, var outcome) ->
          itself && isAnswered(key)
              ? AnswerDelivery.ANSWERED_BEFORE.told()
              : answer(key, workflow, outcome, answering);
      case ReplyCause.DoorBroke(var request, var why) -> refuse(request, why, answering);
    };
  }

  private boolean isAnswered(String key) {
    return ports.requests().find(key).filter(WaitingRequest::isAnswered).isPresent();
  }

  private Object answer(
      String key, Optional<Workflow> workflow, WorkflowOutcome outcome, Answering answering) {
    var waiting = ports.requests().find(key).filter(request -> request.waitsFor(workflow));
    if (waiting.isEmpty()) {
      // A nested execution, one that a person started, or one named like another: nobody waits.
      return Map.of("answer", "NOBODY_WAITS");
    }
    var request = waiting.get();
    return answering
        .answer(request, outcome.answer(request), () -> takeBackTheAbandoned(request, outcome))
        .told();
  }

  /**
   * When a replacement is answered FAILED, no id of CloudFormation's will ever name its new bucket.
   */
  private void takeBackTheAbandoned(WaitingRequest request, WorkflowOutcome outcome) {
    var name = request.id().executionName() + "-taken-back";
    request
        .abandoned()
        .filter(bucket ->
            outcome.leftSomething() && !ports.workflows().isStarted(Workflow.DISCONNECT, name))
        .ifPresent(bucket ->
            ports
                .workflows()
                .start(
                    Workflow.DISCONNECT,
                    name,
                    WorkflowInput.silent(
                        request.id(), Json.MAPPER.createObjectNode().put("bucket", bucket))));
  }

  private Object refuse(ResourceRequest request, String why, Answering answering) {
    var key = request.id().key();
    var known = ports.requests().find(key);
    if (Door.decide(request).decision() instanceof DoorDecision.Start(var workflow, var _)
        && ports.workflows().isStarted(workflow, request.id().executionName())) {
      return Map.of("answer", "LEFT_TO_THE_WORKFLOW");
    }
    var refused =
        Door.failed(
            request,
            Code.INTERNAL_ERROR
                + ": The request could not be taken ("
                + why
                + "). Remedy: try again.");
    if (known.isEmpty()) {
      ports
          .requests()
          .keep(refused.waiting().decidedAs(refused.answer()), WaitingRequest.expiry(clock));
    }
    return answering.answer(known.orElse(refused.waiting()), refused.answer()).told();
  }
}
