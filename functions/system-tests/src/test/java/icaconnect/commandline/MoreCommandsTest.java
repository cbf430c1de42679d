package icaconnect.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.localstack.Deadline;
import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import icaconnect.localstack.Workflows;
import icaconnect.workflow.Account;
import icaconnect.workflow.LabBucket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/** What somebody does with connections once they have them. */
@OnLocalStack
class MoreCommandsTest {
  private final LocalStack localStack;
  private final IcaConnect icaConnect;

  MoreCommandsTest(LocalStack localStack) {
    this.localStack = localStack;
    icaConnect = new IcaConnect(localStack.endpoint(), AwsBasicCredentials.create("test", "test"));
  }

  @Test
  void a_rule_that_somebody_has_deleted_is_shown_and_repaired() {
    var bucket = LabBucket.create(localStack).withConfigurationOfOthers();
    String name = bucket.name();
    var before = bucket.configuration();
    done("connect", name, "--yes");
    var rules = bucket.cors();
    bucket.withCors(before.cors());

    assertThat(done("audit", name)).contains("1 looked at", "1 DRIFTED");
    assertThat(done("show", name)).containsPattern("STATE +DRIFTED\n").contains("+ CORS rule");
    assertThat(done("audit", name, "--repair", "--yes"))
        .containsSubsequence(
            "Repairing " + name + " would change, by the last audit:",
            "+ CORS rule",
            "1 looked at",
            "1 REPAIRED");

    assertThat(bucket.cors()).containsExactlyInAnyOrderElementsOf(rules);
    assertThat(done("audit", name)).contains("1 SOUND");
    done("disconnect", name, "--yes");
    assertThat(bucket.configuration()).isEqualTo(before);
  }

  @Test
  void a_rotation_ends_once_a_person_has_said_that_ICA_has_the_new_key() {
    var bucket = LabBucket.create(localStack);
    String name = bucket.name();
    done("connect", name, "--yes");
    String old = shown(name).at("/ids/accessKeyId").asText();

    var rotate = icaConnect.started("rotate", name, "--yes");
    Deadline.await(
        Duration.ofMinutes(2), "instructions for a person", () -> todo(name).isPresent());
    new Workflows(localStack)
        .sfn()
        .sendTaskSuccess(r -> r.taskToken(token(todo(name).orElseThrow())).output("{}"));
    var rotated = rotate.end();

    assertThat(rotated.code()).as(rotated.err() + rotated.out()).isZero();
    assertThat(rotated.out())
        .contains("Rotating would replace the access key " + old, "a person enters the new key")
        .endsWith(name + ": ROTATED\n");
    assertThat(shown(name).at("/ids/accessKeyId").asText()).isNotBlank().isNotEqualTo(old);
    assertThat(done("show", name)).containsPattern("rotate +ROTATED");
    done("disconnect", name, "--yes");
  }

  @Test
  void many_are_connected_resumed_reported_on_and_all_disconnected(@TempDir Path folder)
      throws IOException {
    var one = LabBucket.create(localStack).withConfigurationOfOthers();
    var ofOne = one.configuration();
    String late = one.name() + "-late";
    Path file = folder.resolve("lab.csv");
    Files.writeString(file, "bucket,prefix\n%s,a/\n%s,b/\n".formatted(one.name(), late));

    var first = icaConnect.run("connect-many", file.toString(), "--yes");
    assertThat(first.code()).as(first.err() + first.out()).isEqualTo(4);
    assertThat(first.out())
        .contains("The same command again connects what has failed")
        .endsWith("2 asked, 1 connected, 0 unchanged, 1 failed, 0 unreported\n");
    var two = LabBucket.named(localStack, late);
    var ofTwo = two.configuration();
    assertThat(done("connect-many", file.toString(), "--yes"))
        .endsWith("2 asked, 1 connected, 1 unchanged, 0 failed, 0 unreported\n");
    assertThat(done("connect-many", file.toString(), "--yes"))
        .endsWith("2 asked, 0 connected, 2 unchanged, 0 failed, 0 unreported\n");

    Path page = folder.resolve("report.html");
    Path evidence = folder.resolve("report.json");
    done("report", "--html", page.toString(), "--json", evidence.toString());
    JsonNode filed = Json.parse(Files.readString(evidence));
    assertThat(EvidenceSchema.problems(filed)).isEmpty();
    assertThat(filed.path("connections").findValuesAsText("bucket")).contains(one.name(), late);
    assertThat(Files.readString(page)).contains(one.name(), late);
    done("report", "--verify", evidence.toString());

    assertThat(done("disconnect-all", "--yes"))
        .contains("- " + one.name() + " (CONNECTED)", "- " + late + " (CONNECTED)")
        .endsWith(" disconnected, and no IAM user of the stack is left\n");
    assertThat(one.configuration()).isEqualTo(ofOne);
    assertThat(two.configuration()).isEqualTo(ofTwo);
    assertThat(done("list")).doesNotContain(one.name(), late);
  }

  /** What a command prints that ends well. */
  private String done(String... command) {
    var run = icaConnect.run(command);
    assertThat(run.code()).as(String.join(" ", command) + "\n" + run.err() + run.out()).isZero();
    return run.out();
  }

  private JsonNode shown(String bucket) {
    return Json.parse(done("show", bucket, "--output", "json"));
  }

  private Optional<String> todo(String bucket) {
    return new Account(localStack)
        .record(bucket)
        .map(item -> item.get("todo"))
        .map(value -> value.s());
  }

  private static String token(String todo) {
    return todo.replaceFirst("(?s).*?--task-token (\\S+).*", "$1");
  }
}
