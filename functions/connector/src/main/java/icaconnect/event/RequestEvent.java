package icaconnect.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.connection.Connection;
import icaconnect.failure.InvalidRequest;
import java.util.Optional;

/** "Bucket Connection Requested": its detail is a request, as people send it, and an action. */
final class RequestEvent {
  static final String DETAIL_TYPE = "Bucket Connection Requested";

  private RequestEvent() {}

  static Decision decide(JsonNode event) {
    if (!(event.path("detail") instanceof ObjectNode detail)) {
      return new Decision.PutAside("MALFORMED: detail must be a JSON object, the request.");
    }
    var request = detail.deepCopy();
    var action = request.has("action") ? request.remove("action").asText() : "connect";
    if (!action.equals("connect") && !action.equals("disconnect")) {
      return new Decision.PutAside("MALFORMED: action must be connect or disconnect.");
    }
    try {
      Connection.parse(request);
    } catch (InvalidRequest e) {
      return new Decision.PutAside("MALFORMED: " + e.getMessage());
    }
    return new Decision.Start(
        action, request, EventId.executionName(event), true, Optional.empty());
  }
}
