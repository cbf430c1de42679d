package icaconnect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTextTest {
  @TempDir private Path folder;

  @Test
  void a_plan_is_a_diff_of_each_document_with_its_id() throws IOException {
    Run run = plan();

    assertThat(run.code()).isZero();
    Golden.assertIs("plan.txt", run.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "ndjson"})
  void programs_are_told_the_id_that_the_file_has(String format) {
    Path file = folder.resolve("plan.json");
    Run run = plan("--output", format, "--out", file.toString());

    String last = format.equals("json") ? run.out() : run.out().lines().toList().getLast();
    JsonNode told = Json.parse(last);
    assertThat(told.path("planId").asText())
        .matches("[0-9a-f]{64}")
        .isEqualTo(Checkout.json(file).path("id").asText());
    assertThat(plan().out()).contains("Plan " + told.path("planId").asText());
  }

  @Test
  void what_was_not_planned_has_no_id() {
    var stack = new PlayedStack().plays("Connect", Scene.answers("failed.json"));
    Run run = Run.with(stack, "plan", "lab-genomics", "--output", "json");

    assertThat(run.code()).isEqualTo(5);
    assertThat(run.json().has("planId")).isFalse();
  }

  private static Run plan(String... more) {
    var stack = new PlayedStack().plays("Connect", Scene.answers("plan.json"));
    return Run.with(
        stack,
        Stream.concat(Stream.of("plan", "lab-genomics"), Stream.of(more)).toArray(String[]::new));
  }
}
