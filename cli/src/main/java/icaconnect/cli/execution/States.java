package icaconnect.cli.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;
import java.util.HashMap;

/** When each state of an execution began and ended; what never ended has no end. */
public final class States {
  private States() {}

  public static JsonNode of(Look look) {
    ArrayNode states = Json.MAPPER.createArrayNode();
    var open = new HashMap<String, ObjectNode>();
    for (Event event : look.events()) {
      switch (event.kind()) {
        case ENTERED -> {
          ObjectNode state =
              states
                  .addObject()
                  .put("state", event.state())
                  .put("type", event.type())
                  .put("entered", event.at().toString());
          open.put(event.state(), state);
        }
        case EXITED -> {
          ObjectNode state = open.remove(event.state());
          if (state != null) {
            state.put("left", event.at().toString());
          }
        }
        case TRY_FAILED -> {
          ObjectNode state = open.get(event.state());
          if (state != null) {
            state.put("failedTries", state.path("failedTries").asInt() + 1);
          }
        }
        case STARTED_ANOTHER, OTHER -> {}
      }
    }
    return states;
  }
}
