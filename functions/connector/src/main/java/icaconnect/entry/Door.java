package icaconnect.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.code.Code;
import icaconnect.failure.InvalidRequest;
import icaconnect.lambda.Json;
import java.util.Optional;

/** Decides what a request of CloudFormation leads to. */
final class Door {
  private Door() {}

  /** A decision, and how it is to be answered. */
  record Decided(WaitingRequest waiting, DoorDecision decision) {
    static Decided atOnce(WaitingRequest waiting, Answer answer) {
      return new Decided(waiting.decidedAs(answer), new DoorDecision.AnswerNow(answer));
    }
  }

  static Decided decide(ResourceRequest request) {
    return switch (request.verb().orElse(null)) {
      case CREATE -> create(request);
      case UPDATE -> update(request);
      case DELETE -> delete(request);
      case null -> refused(request, "The request type is unknown. Nothing was changed.");
    };
  }

  /** A refusal, and how it is to be answered. */
  record Refused(WaitingRequest waiting, Answer answer) {}

  /** When the decision could not be carried out, or perhaps it was; or not even be made. */
  static Refused failed(ResourceRequest request, String reason) {
    WaitingRequest waiting;
    try {
      waiting = decide(request).waiting();
    } catch (RuntimeException | Error e) {
      var id = idBefore(request);
      waiting = waiting(request, id, id, id, Optional.empty());
    }
    return new Refused(waiting, Answer.failed(waiting.onTraces(), reason));
  }

  private static Decided create(ResourceRequest request) {
    try {
      var wish = ResourceProperties.toRequest(request.properties());
      var real = PhysicalId.of(wish.path("bucket").asText());
      var waiting = waiting(request, real, PhysicalId.marker(request.id()), real, Optional.empty());
      return start(waiting, Workflow.CONNECT, wish);
    } catch (InvalidRequest e) {
      return refused(request, e.getMessage() + ". Nothing was done.");
    }
  }

  private static Decided update(ResourceRequest request) {
    try {
      var wish = ResourceProperties.toRequest(request.properties());
      var bucket = wish.path("bucket").asText();
      var before = idBefore(request);
      var after = PhysicalId.of(bucket);
      var abandoned = Optional.of(bucket).filter(name -> !after.equals(before));
      // A failed replacement answers the old id: a new one would make CloudFormation delete the old
      // bucket's connection.
      return start(waiting(request, after, before, before, abandoned), Workflow.CONNECT, wish);
    } catch (InvalidRequest e) {
      return refused(
          request,
          e.getMessage() + ". Nothing was changed; the last good connection stays in place.");
    }
  }

  private static Decided delete(ResourceRequest request) {
    var id = idBefore(request);
    var waiting = waiting(request, id, id, id, Optional.empty());
    if (id.isMarker()) {
      return Decided.atOnce(
          waiting, Answer.success(id, "The create had failed and left nothing behind."));
    }
    var declared = declared(request);
    // An id of CloudFormation's own making: it had no answer to the create, which may have done its
    // work.
    return id.bucket()
        .or(() -> declared.map(wish -> wish.path("bucket").asText()))
        .map(bucket -> start(waiting, Workflow.DISCONNECT, takeBack(bucket, declared)))
        .orElseGet(
            () -> Decided.atOnce(waiting, Answer.success(id, "The id names no connection.")));
  }

  private static Decided start(WaitingRequest waiting, Workflow workflow, ObjectNode request) {
    return new Decided(waiting.workedOnBy(workflow), new DoorDecision.Start(workflow, request));
  }

  /** A request that CloudFormation does not confirm. */
  static Decided notDeclared(ResourceRequest request, String why) {
    return refused(
        request,
        Code.NOT_DECLARED
            + ": The resource "
            + request.id().owner()
            + " is not what the request says: "
            + why
            + ". Nothing was done.");
  }

  private static Optional<ObjectNode> declared(ResourceRequest request) {
    try {
      return Optional.of(ResourceProperties.toRequest(request.properties()));
    } catch (InvalidRequest e) {
      return Optional.empty();
    }
  }

  /** The properties are for the case that the registry has forgotten the connection's names. */
  private static ObjectNode takeBack(String bucket, Optional<ObjectNode> declared) {
    return declared
        .filter(wish -> wish.path("bucket").asText().equals(bucket))
        .orElseGet(() -> Json.MAPPER.createObjectNode().put("bucket", bucket));
  }

  private static Decided refused(ResourceRequest request, String reason) {
    var id = idBefore(request);
    return Decided.atOnce(
        waiting(request, id, id, id, Optional.empty()), Answer.failed(id, reason));
  }

  private static PhysicalId idBefore(ResourceRequest request) {
    return request.physicalId().orElseGet(() -> PhysicalId.marker(request.id()));
  }

  private static WaitingRequest waiting(
      ResourceRequest request,
      PhysicalId onSuccess,
      PhysicalId onFailure,
      PhysicalId onTraces,
      Optional<String> abandoned) {
    return new WaitingRequest(
        request.id(),
        request.responseUrl(),
        onSuccess,
        onFailure,
        onTraces,
        abandoned,
        Optional.empty(),
        Optional.empty());
  }
}
