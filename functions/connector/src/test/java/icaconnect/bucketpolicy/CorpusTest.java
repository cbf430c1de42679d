package icaconnect.bucketpolicy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.bucketpolicy.BucketPolicyPlan.Keep;
import icaconnect.lambda.Json;
import icaconnect.policy.JsonLines;
import icaconnect.report.Finding;
import icaconnect.step.BucketFacts;
import icaconnect.step.Goal;
import icaconnect.step.Versioning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Policies from real life, one folder each: before.json, what connecting makes of it in after.json
 * (none where nothing changes), what people are told in findings.txt, and in case.json what differs
 * from a plain request. Run with -Dcorpus.write=true to write what comes out, and read the diff.
 */
class CorpusTest {
  private static final Path CORPUS = Path.of("src/test/resources/bucketpolicy");

  @TestFactory
  Stream<DynamicTest> connecting_and_disconnecting() throws IOException {
    return folders().stream()
        .map(folder ->
            DynamicTest.dynamicTest(folder.getFileName().toString(), () -> check(folder)));
  }

  @Test
  void has_at_least_sixty_policies() throws IOException {
    assertThat(folders()).hasSizeGreaterThanOrEqualTo(60);
  }

  private static void check(Path folder) throws IOException {
    JsonNode before = read(folder.resolve("before.json"));
    StepInput wish = wish(folder.resolve("case.json"));
    var plan = Planning.connect(wish.step(), Optional.of(before));
    if (Boolean.getBoolean("corpus.write")) {
      write(folder, plan);
    }

    Path after = folder.resolve("after.json");
    assertThat(plan.after()).contains(Files.exists(after) ? read(after) : before);
    assertThat(plan instanceof Keep).isEqualTo(!Files.exists(after));
    assertThat(text(plan.findings())).isEqualTo(Files.readString(folder.resolve("findings.txt")));

    var journal = PlannerProperties.journalOf(plan);
    assertThat(Planning.connect(wish.journal(journal).step(), plan.after()))
        .isInstanceOf(Keep.class);
    assertThat(
            Planning.disconnect(wish.to(Goal.DISCONNECT).journal(journal).step(), plan.after())
                .after())
        .contains(before);
  }

  private static StepInput wish(Path file) throws IOException {
    StepInput wish = StepInput.connect();
    if (!Files.exists(file)) {
      return wish;
    }
    JsonNode differing = read(file);
    ObjectNode request = wish.request().deepCopy();
    differing
        .path("request")
        .properties()
        .forEach(field -> request.set(field.getKey(), field.getValue()));
    JsonNode facts = differing.path("facts");
    boolean newUser = request.path("userName").asText().equals("ica-lab");
    var bucket =
        BucketFacts.of("us-east-1", Versioning.valueOf(facts.path("versioning").asText("NEVER")))
            .under(Optional.ofNullable(facts.path("kmsKeyArn").textValue()), false);
    boolean bounded = facts.path("userBounded").asBoolean();
    return new StepInput(
        Goal.CONNECT,
        request,
        newUser
            ? bucket
            : bucket.withUser(
                StepInput.USER, Optional.of(StepInput.USER_ID), Optional.empty(), bounded),
        wish.journal());
  }

  private static String text(List<Finding> findings) {
    return findings.stream()
        .map(each ->
            each.severity()
                + " "
                + each.code()
                + "\n"
                + each.message()
                + "\n"
                + each.remedy()
                + "\n")
        .collect(Collectors.joining("\n"));
  }

  private static void write(Path folder, BucketPolicyPlan plan) throws IOException {
    Files.writeString(folder.resolve("findings.txt"), text(plan.findings()));
    if (plan instanceof Keep) {
      Files.deleteIfExists(folder.resolve("after.json"));
    } else {
      Files.write(folder.resolve("after.json"), JsonLines.of(plan.after().orElseThrow()));
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
