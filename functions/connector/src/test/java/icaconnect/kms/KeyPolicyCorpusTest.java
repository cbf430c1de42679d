package icaconnect.kms;

import static icaconnect.kms.Keys.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.policy.JsonLines;
import icaconnect.step.StepInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Key policies from AWS's documentation and from products, one folder each: before.json, where it
 * comes from and what is asked in case.json, what connecting makes of it in after.json (none where
 * nothing changes), and what people are told in findings.txt. Run with -Dcorpus.write=true to write
 * what comes out, and read the diff.
 */
class KeyPolicyCorpusTest {
  private static final Path CORPUS = Path.of("src/test/resources/kms");

  @TestFactory
  Stream<DynamicTest> connecting_and_disconnecting() throws IOException {
    return folders().stream()
        .map(folder ->
            DynamicTest.dynamicTest(folder.getFileName().toString(), () -> check(folder)));
  }

  @Test
  void has_at_least_forty_policies() throws IOException {
    assertThat(folders()).hasSizeGreaterThanOrEqualTo(40);
  }

  private static void check(Path folder) throws IOException {
    JsonNode before = read(folder.resolve("before.json"));
    var lab = new Keys();
    lab.policies.with(KEY, before);

    JsonNode report = lab.run(wish(folder));
    if (Boolean.getBoolean("corpus.write")) {
      write(folder, before, lab.policies.policy(KEY), report);
    }

    Path after = folder.resolve("after.json");
    assertThat(lab.policies.policy(KEY)).isEqualTo(Files.exists(after) ? read(after) : before);
    assertThat(lab.policies.writes()).hasSize(Files.exists(after) ? 1 : 0);
    assertThat(findings(report)).isEqualTo(Files.readString(folder.resolve("findings.txt")));

    JsonNode again = lab.run(wish(folder));
    assertThat(again.path("changed").asBoolean()).as("a second connect changes").isFalse();
    lab.run(Keys.disconnect());
    assertThat(lab.policies.policy(KEY)).isEqualTo(before);
  }

  private static StepInput wish(Path folder) throws IOException {
    JsonNode differing = read(folder.resolve("case.json"));
    assertThat(differing.path("source").asText()).as("where it comes from").isNotBlank();
    StepInput wish = Keys.connect();
    differing
        .path("request")
        .properties()
        .forEach(field -> wish.asking(field.getKey(), field.getValue()));
    differing
        .path("facts")
        .properties()
        .forEach(field -> wish.withFact(field.getKey(), field.getValue()));
    return wish;
  }

  private static String findings(JsonNode report) {
    return StreamSupport.stream(report.path("findings").spliterator(), false)
        .map(each ->
            Stream.of("severity", "code", "message", "remedy")
                .map(field -> each.path(field).asText())
                .collect(Collectors.joining("\n", "", "\n")))
        .collect(Collectors.joining("\n"));
  }

  private static void write(Path folder, JsonNode before, JsonNode after, JsonNode report)
      throws IOException {
    Files.writeString(folder.resolve("findings.txt"), findings(report));
    if (after.equals(before)) {
      Files.deleteIfExists(folder.resolve("after.json"));
    } else {
      Files.write(folder.resolve("after.json"), JsonLines.of(after));
    }
  }

  private static JsonNode read(Path file) throws IOException {
    return Json.parse(Files.readString(file));
  }

  private static List<Path> folders() throws IOException {
    try (var folders = Files.list(CORPUS)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }
}
