package icaconnect.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.cli.terminal.UsageError;
import icaconnect.lambda.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedPlanTest {
  private static final String EXPECTED = "cors=" + "a".repeat(64);

  @TempDir private Path folder;
  private Path file;

  private final SavedPlan plan =
      SavedPlan.of(
          (ObjectNode)
              Json.parse("{\"bucket\": \"lab\", \"prefix\": \"runs/\", \"mode\": \"plan\"}"),
          Json.parse("{\"status\": \"PLANNED\", \"expectedPlan\": \"%s\"}".formatted(EXPECTED)));

  @BeforeEach
  void write() {
    file = folder.resolve("plan.json");
    plan.write(file);
  }

  @Test
  void is_applied_as_it_was_asked_and_nothing_else() {
    var applied = SavedPlan.read(file).applied();

    assertThat(applied.path("prefix").asText()).isEqualTo("runs/");
    assertThat(applied.path("mode").asText()).isEqualTo("apply");
    assertThat(applied.path("expectedPlan").asText()).isEqualTo(EXPECTED);
    assertThat(SavedPlan.read(file).planned().has("expectedPlan")).isFalse();
  }

  @Test
  void is_known_by_an_id_that_another_plan_has_not() {
    var other = SavedPlan.of(plan.planned(), Json.parse("{\"expectedPlan\": \"\"}"));

    assertThat(SavedPlan.read(file).id()).isEqualTo(plan.id()).isNotEqualTo(other.id());
  }

  /** As the workflow has it: each step's writes are all of the plan's and no other, or none. */
  @Test
  void binds_what_writes_all_or_none_of_each_of_its_steps() {
    String iam = "iam=" + "b".repeat(64);
    String more = "iam=" + "c".repeat(64);
    var two = SavedPlan.of(plan.planned(), answer(EXPECTED + " " + iam + " " + more));

    assertThat(
            Stream.of(EXPECTED + " " + iam + " " + more, EXPECTED, iam + " " + more, "")
                .map(SavedPlanTest::answer))
        .allMatch(two::binds);
    assertThat(
            Stream.of(
                    EXPECTED + " " + iam,
                    more,
                    EXPECTED.replace('a', 'd'),
                    EXPECTED + " " + iam.replace("iam", "cors"),
                    EXPECTED + " kms=" + "a".repeat(64))
                .map(SavedPlanTest::answer))
        .noneMatch(two::binds);
    assertThat(SavedPlan.of(plan.planned(), answer("")).binds(answer(EXPECTED))).isFalse();
  }

  private static JsonNode answer(String expectedPlan) {
    return Json.MAPPER.createObjectNode().put("expectedPlan", expectedPlan);
  }

  @Test
  void is_refused_where_somebody_has_edited_it() throws IOException {
    Files.writeString(file, Files.readString(file).replace("runs/", "other/"));

    assertThatThrownBy(() -> SavedPlan.read(file))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("edited");
  }

  @Test
  void is_refused_where_it_is_none() throws IOException {
    Files.writeString(file, "{\"bucket\": \"lab\"}");

    assertThatThrownBy(() -> SavedPlan.read(file)).isInstanceOf(UsageError.class);
  }
}
