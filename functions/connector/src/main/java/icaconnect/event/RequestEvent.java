package icaconnect.event;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.connection.Connection;
import icaconnect.failure.InvalidRequest;
import icaconnect.lambda.Json;
import java.util.Set;
import java.util.TreeSet;

/**
 * "Bucket Connection Requested": its detail is a request, as people send it, and an action; of both
 * only what the deployer lets events say.
 */
final class RequestEvent {
  static final String DETAIL_TYPE = "Bucket Connection Requested";

  /** Whoever may put an event may choose which bucket, where in it, and whether to look first. */
  private static final Set<String> ALWAYS = Set.of("bucket", "prefix", "icaRegion", "mode");

  /**
   * Whoever may put events changes a field that they may not name by leaving it out: events work
   * only on what they have connected.
   */
  static final String OWNER = "an event";

  private RequestEvent() {}

  static EventDecision decide(ScheduledEvent event, Set<String> moreFields) {
    if (!(Json.tree(event.getDetail()) instanceof ObjectNode detail)) {
      return new EventDecision.PutAside("MALFORMED: detail must be a JSON object, the request.");
    }
    var beyond = new TreeSet<String>();
    detail.fieldNames().forEachRemaining(beyond::add);
    beyond.removeAll(ALWAYS);
    // The mode of this name is short for the field, which decides what is taken back later.
    if (detail.path("mode").asText().equals("verifyOnly")) {
      beyond.add("verifyOnly");
    }
    beyond.removeAll(moreFields);
    if (detail.path("action").asText().equals("connect")) {
      beyond.remove("action");
    }
    if (!beyond.isEmpty()) {
      return new EventDecision.PutAside(
          "NOT_BY_EVENT: this stack takes no "
              + shown(beyond)
              + " from an event. RequestEventFields names what it takes besides "
              + String.join(", ", new TreeSet<>(ALWAYS))
              + ".");
    }
    var request = detail.deepCopy();
    var action = request.has("action") ? request.remove("action").asText() : "connect";
    if (!action.equals("connect") && !action.equals("disconnect")) {
      return new EventDecision.PutAside("MALFORMED: action must be connect or disconnect.");
    }
    try {
      Connection.parse(request);
    } catch (InvalidRequest e) {
      return new EventDecision.PutAside("MALFORMED: " + e.getMessage());
    }
    return new EventDecision.Start(action, request, EventId.executionName(event), true, OWNER);
  }

  /** The names that a request has are shown; others are anybody's text. */
  private static String shown(Set<String> fields) {
    var known = fields.stream().filter(name -> name.matches("[A-Za-z]{1,32}")).toList();
    return known.isEmpty() ? "such fields" : String.join(", ", known);
  }
}
