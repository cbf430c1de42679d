package icaconnect.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** How the work for a request ended. */
sealed interface WorkflowOutcome {
  /** The workflow reached its goal; the attributes are the connection's. */
  record Succeeded(String status, Map<String, String> attributes) implements WorkflowOutcome {}

  /**
   * It did not.
   *
   * @param traces whether it may have left something behind
   */
  record Failed(String reason, boolean traces) implements WorkflowOutcome {}

  /** Reads what a workflow says in its last state. */
  static WorkflowOutcome read(JsonNode outcome) {
    if (outcome.path("status").asText().equals("FAILED")) {
      return new Failed(
          outcome.path("message").asText() + " " + outcome.path("undone").asText(),
          outcome.path("traces").asBoolean(true));
    }
    var attributes = new TreeMap<String, String>();
    outcome.path("attributes").properties().stream()
        .filter(attribute -> attribute.getValue().isValueNode() && !attribute.getValue().isNull())
        .forEach(attribute -> attributes.put(attribute.getKey(), attribute.getValue().asText()));
    return new Succeeded(outcome.path("status").asText(), attributes);
  }

  /** Whether a connection, or a part of one, may be there now. */
  default boolean leftSomething() {
    return switch (this) {
      case Succeeded _ -> true;
      case Failed(var _, var traces) -> traces;
    };
  }

  /** The answer that CloudFormation gets for it. */
  default Answer answer(WaitingRequest request) {
    return switch (this) {
      case Succeeded(var status, var attributes) ->
          new Answer(true, request.onSuccess(), status, attributes);
      case Failed(var reason, var traces) ->
          Answer.failed(
              traces ? request.onTraces() : request.onFailure(),
              reason
                  + request
                      .abandoned()
                      .map(bucket -> " The connection of the bucket before stays in place.")
                      .orElse(""));
    };
  }
}
