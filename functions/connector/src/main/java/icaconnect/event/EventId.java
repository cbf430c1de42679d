package icaconnect.event;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;

/** Names executions after events, so that a second delivery starts nothing. */
final class EventId {
  /** https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html */
  private static final int MAX_NAME = 80;

  private EventId() {}

  static String executionName(ScheduledEvent event) {
    String name = "event-" + event.getId().replaceAll("[^A-Za-z0-9_-]", "-");
    return name.substring(0, Math.min(MAX_NAME, name.length()));
  }
}
