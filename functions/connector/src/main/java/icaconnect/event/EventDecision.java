package icaconnect.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;

/** What an event comes to. */
public sealed interface EventDecision {

  /** The word that the workflow goes by. */
  @JsonProperty
  default String decision() {
    return switch (this) {
      case Start start -> start.action();
      case PutAside aside -> "put aside";
    };
  }

  /**
   * An execution is to be started.
   *
   * @param action {@code connect} or {@code disconnect}
   * @param name of the execution, the same for every delivery of the event
   * @param ordered whether an event that comes after a later one of its bucket is to be put aside
   * @param owner who declares the bucket thereby: events and tags work only on what they have
   *     connected
   */
  record Start(String action, JsonNode request, String name, boolean ordered, String owner)
      implements EventDecision {}

  /**
   * It is malformed or not for us.
   *
   * @param reason starts with a stable code
   */
  record PutAside(String reason) implements EventDecision {}
}
