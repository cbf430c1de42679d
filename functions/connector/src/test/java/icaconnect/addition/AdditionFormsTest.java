package icaconnect.addition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.policy.JsonLines;
import icaconnect.step.Invocation;
import icaconnect.step.StepHandler;
import icaconnect.step.StepInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One folder each: what is asked of which bucket in case.json, and the addition in three languages.
 * Run with -Dcorpus.write=true to write what comes out, and read the diff.
 */
class AdditionFormsTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  @ParameterizedTest
  @ValueSource(strings = {"browser-uploads", "all-of-it", "already-there"})
  void is_told_in_three_languages(String name) throws IOException {
    Path folder = Path.of("src/test/resources/addition", name);
    JsonNode given = Json.parse(Files.readString(folder.resolve("case.json")));
    var input = StepInput.connect("lab-genomics").asking("verifyOnly", true);
    given
        .path("request")
        .properties()
        .forEach(field -> input.asking(field.getKey(), field.getValue()));
    given
        .path("facts")
        .properties()
        .forEach(field -> input.withFact(field.getKey(), field.getValue()));
    var step = StepHandler.decode(input.json(), Invocation.context(), Invocation.STACK);
    var deployed = new Deployed(given.get("cors"), given.get("policy"), given.get("keyPolicy"));

    var answer = AdditionAnswer.of("lab-genomics", Addition.of(step, deployed, NOW));

    if (Boolean.getBoolean("corpus.write")) {
      Files.write(folder.resolve("addition.json"), JsonLines.of(Json.tree(answer.json())));
      Files.writeString(folder.resolve("addition.tf"), answer.hcl());
      Files.writeString(folder.resolve("addition.ts"), answer.cdk());
    }
    assertThat(Json.tree(answer.json()))
        .isEqualTo(Json.parse(Files.readString(folder.resolve("addition.json"))));
    assertThat(answer.hcl()).isEqualTo(Files.readString(folder.resolve("addition.tf")));
    assertThat(answer.cdk()).isEqualTo(Files.readString(folder.resolve("addition.ts")));
    assertThat(answer.missing()).isEqualTo(!name.equals("already-there"));
  }
}
