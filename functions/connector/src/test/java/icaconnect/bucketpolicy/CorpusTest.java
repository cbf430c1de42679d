package icaconnect.bucketpolicy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.bucketpolicy.BucketPolicyPlan.Keep;
import icaconnect.policy.JsonLines;
import icaconnect.step.Goal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
    var golden = GoldenPolicy.read(folder);
    JsonNode before = golden.before();
    StepInput wish = golden.wish();
    var plan = Planning.connect(wish.step(), Optional.of(before));
    if (Boolean.getBoolean("corpus.write")) {
      write(folder, plan);
    }

    golden = GoldenPolicy.read(folder);
    assertThat(plan.after()).contains(golden.after().orElse(before));
    assertThat(plan instanceof Keep).isEqualTo(golden.after().isEmpty());
    assertThat(GoldenPolicy.text(plan.findings())).isEqualTo(golden.findings());

    var journal = PlannerProperties.journalOf(plan);
    assertThat(Planning.connect(wish.journal(journal).step(), plan.after()))
        .isInstanceOf(Keep.class);
    assertThat(
            Planning.disconnect(wish.to(Goal.DISCONNECT).journal(journal).step(), plan.after())
                .after())
        .contains(before);
  }

  private static void write(Path folder, BucketPolicyPlan plan) throws IOException {
    Files.writeString(folder.resolve("findings.txt"), GoldenPolicy.text(plan.findings()));
    if (plan instanceof Keep) {
      Files.deleteIfExists(folder.resolve("after.json"));
    } else {
      Files.write(folder.resolve("after.json"), JsonLines.of(plan.after().orElseThrow()));
    }
  }

  private static List<Path> folders() throws IOException {
    try (var folders = Files.list(CORPUS)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }
}
