package icaconnect.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.failure.InvalidRequest;
import icaconnect.lambda.Json;
import icaconnect.step.Invocation;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class ListHandlerTest {
  private final InMemoryConnections connections =
      new InMemoryConnections()
          .with("lab-a", ConnectionState.CONNECTED)
          .with("lab-b", ConnectionState.DRIFTED)
          .with("lab-c", ConnectionState.CONNECTED);

  @Test
  void pages_show_every_connection_once() {
    var names = new ArrayList<String>();
    var page = list("{\"limit\": 2}");
    page.path("connections").forEach(one -> names.add(one.path("bucket").asText()));
    page = list("{\"limit\": 2, \"after\": \"%s\"}".formatted(page.path("next").asText()));
    page.path("connections").forEach(one -> names.add(one.path("bucket").asText()));

    assertThat(names).containsExactly("lab-a", "lab-b", "lab-c");
    assertThat(page.has("next")).isFalse();
  }

  @Test
  void shows_only_the_state_that_is_asked_for() {
    assertThat(list("{\"state\": \"DRIFTED\"}").path("connections"))
        .singleElement()
        .satisfies(one -> assertThat(one.path("bucket").asText()).isEqualTo("lab-b"));
  }

  @Test
  void says_everything_that_is_wrong_at_once() {
    assertThatThrownBy(() -> list("{\"limit\": 0, \"state\": \"LOST\"}"))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("limit")
        .hasMessageContaining("state");
  }

  private JsonNode list(String input) {
    return Invocation.of(new ListHandler(connections), Json.parse(input));
  }
}
