package icaconnect.cli.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WaitsTest {
  @Test
  void says_of_every_state_that_waits_what_for() throws IOException {
    Set<String> waiting = new HashSet<>();
    try (var definitions = Files.list(Path.of("../statemachine"))) {
      for (Path definition : definitions.toList()) {
        collect(Json.parse(Files.readString(definition)), waiting);
      }
    }

    assertThat(waiting)
        .contains("Wait for ICA", "Wait for a person")
        .allSatisfy(state -> assertThat(Waits.of(state)).isPresent());
    assertThat(Waits.of("Inspect the bucket")).isEmpty();
  }

  private static void collect(JsonNode machine, Set<String> waiting) {
    machine
        .findValues("States")
        .forEach(states ->
            states
                .properties()
                .forEach(state -> {
                  if (state.getValue().path("Type").asText().equals("Wait")
                      || state.getValue().path("Resource").asText().endsWith(".waitForTaskToken")) {
                    waiting.add(state.getKey());
                  }
                  collect(state.getValue(), waiting);
                }));
  }
}
