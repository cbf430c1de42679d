package icaconnect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A check and a plan that find the same end with the same code. */
class PlanAgreesTest {
  private static final String[] DETAILED = {"--detailed-exitcode"};

  @Test
  void on_every_fixture_of_a_bucket_policy() {
    Set<Integer> codes = new HashSet<>();
    for (Path fixture : Checkout.in("functions/connector/src/test/resources/bucketpolicy")) {
      if (Files.isDirectory(fixture)) {
        for (var options : List.of(new String[0], DETAILED)) {
          Run check = check(fixture, options);
          Run plan = plan(check.json(), options);
          assertThat(plan.code())
              .as("%s%n%s%s", fixture, plan.out(), plan.err())
              .isEqualTo(check.code());
          codes.add(plan.code());
        }
      }
    }
    assertThat(codes).contains(0, 2, 3);
  }

  @Test
  void and_say_so_in_the_same_words() {
    JsonNode blocked = blocked();

    String words = "Connecting would not make it work: see the errors.";
    assertThat(plan(blocked).out()).endsWith("\n" + words + "\n");
    Run connect = Run.answering(List.of("n"), stack(blocked), "connect", "lab-genomics", "--quiet");
    assertThat(AskingTextTest.plain(connect.out()))
        .contains("\n" + words + "\nConnect lab-genomics? [y/N] n\n");
    assertThat(plan(blocked, "--output", "json").out()).doesNotContain(words);
  }

  private static JsonNode blocked() {
    return Json.parse(
        """
        {"steps": [{"name": "bucketPolicy", "changed": false}], "findings": [
          {"severity": "ERROR", "code": "POLICY_BLOCKS_ICA", "message": "Denied.", "remedy": "Edit it."}]}
        """);
  }

  private static Run check(Path fixture, String... options) {
    return Run.of(
        Stream.concat(
                Stream.of(
                    "check",
                    "lab-genomics",
                    "--account",
                    "111122223333",
                    "--region",
                    "us-east-1",
                    "--policy",
                    fixture.resolve("before.json").toString(),
                    "--output",
                    "json"),
                Stream.of(options))
            .toArray(String[]::new));
  }

  /** The stack finds what the check has found. */
  private static Run plan(JsonNode found, String... options) {
    return Run.with(
        stack(found),
        Stream.concat(Stream.of("plan", "lab-genomics"), Stream.of(options))
            .toArray(String[]::new));
  }

  private static PlayedStack stack(JsonNode found) {
    ObjectNode answer = Json.MAPPER.createObjectNode().put("bucket", "lab-genomics");
    answer.set("steps", found.path("steps"));
    answer.set("findings", found.path("findings"));
    if (found.path("failures").isEmpty()) {
      answer.put("status", "PLANNED").put("expectedPlan", "cors=" + "a".repeat(64));
    } else {
      answer
          .put("status", "FAILED")
          .putObject("failure")
          .put("error", "icaconnect.failure.Refused")
          .put("message", found.at("/failures/0/message").asText());
    }
    return new PlayedStack().plays("Connect", new Scene().ends(answer));
  }
}
