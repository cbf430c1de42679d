package icaconnect.event;

import com.fasterxml.jackson.databind.JsonNode;

/** Names executions after events, so that a second delivery starts nothing. */
final class EventId {
  /** https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html */
  private static final int MAX_NAME = 80;

  private EventId() {}

  static String executionName(JsonNode event) {
    String name = "event-" + event.path("id").asText().replaceAll("[^A-Za-z0-9_-]", "-");
    return name.substring(0, Math.min(MAX_NAME, name.length()));
  }
}
