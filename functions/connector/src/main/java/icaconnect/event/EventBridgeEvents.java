package icaconnect.event;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.EventFields;
import java.util.List;

/** Reads any JSON: what is missing or odd is put aside later, with its reason. */
final class EventBridgeEvents {
  private EventBridgeEvents() {}

  /** AWS's type for whatever comes over an event bus, scheduled or not; its time is not read. */
  static ScheduledEvent read(JsonNode json) {
    return new ScheduledEvent()
        .withId(json.path("id").asText())
        .withDetailType(json.path("detail-type").asText())
        .withDetail(EventFields.map(json.path("detail")))
        .withResources(resources(json.path("resources")));
  }

  private static List<String> resources(JsonNode json) {
    return json.valueStream().map(JsonNode::asText).toList();
  }
}
