package icaconnect.commandline;

import static java.util.stream.Collectors.partitioningBy;
import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.lambda.Json;
import icaconnect.localstack.Checkout;
import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import icaconnect.workflow.LabBucket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/** The commands of the README, typed at a terminal one after the other as they stand there. */
@OnLocalStack
class ReadmeCommandsTest {
  private static final Pattern BLOCK_OR_SPAN =
      Pattern.compile("(?ms)^```(?:\\w+\\n.*?|\\n(.*?))^```$|`(cli/target/ica-connect [^`]+)`");
  private static final Pattern TYPED = Pattern.compile("(cli/target/ica-connect|aws) .*");
  private static final Map<String, String> ENDS =
      Map.of("connect ", "CONNECTED", "disconnect ", "DISCONNECTED");
  private static final int LONGEST_SECONDS = 300;

  private final LocalStack localStack;

  ReadmeCommandsTest(LocalStack localStack) {
    this.localStack = localStack;
  }

  @Test
  void each_command_of_the_README_ends_well(@TempDir Path folder) throws Exception {
    LabBucket.named(localStack, "my-lab-data");
    LabBucket.named(localStack, "lab-sequencing-data");
    for (var there : List.of("cli", "events")) {
      Files.createSymbolicLink(folder.resolve(there), Checkout.file(there));
    }
    Files.writeString(
        folder.resolve("policy.json"), "{\"Version\":\"2012-10-17\",\"Statement\":[]}");
    Files.writeString(folder.resolve("cors.json"), "{\"CORSRules\":[]}");

    var commands =
        commands().stream().collect(partitioningBy(each -> TYPED.matcher(each).matches()));

    // Each of these is a run of many minutes, or deploys to AWS.
    assertThat(commands.get(false))
        .containsExactly("make demo", "make test", "sam build && sam deploy");
    assertThat(commands.get(true)).hasSizeGreaterThan(5);
    for (var command : commands.get(true)) {
      var ended = typed(command, folder);
      assertThat(ended.code()).as("%s%n%s", command, ended.out()).isZero();
      ENDS.forEach((verb, end) -> {
        if (command.startsWith("cli/target/ica-connect " + verb)) {
          assertThat(ended.out().replaceAll("\u001b\\[\\d*m", "").stripTrailing())
              .endsWith("my-lab-data: " + end);
        }
      });
      if (command.startsWith("aws ")) {
        // What was typed is shown before it.
        var answer = Json.parse(ended.out().substring(ended.out().indexOf('{')));
        followAndUndo(answer.path("executionArn").asText());
      }
    }
    assertThat(folder.resolve("plan.json")).exists();
  }

  private void followAndUndo(String execution) {
    var icaConnect =
        new IcaConnect(localStack.endpoint(), AwsBasicCredentials.create("test", "test"));
    assertThat(icaConnect.run("follow", execution, "--quiet").out())
        .isEqualTo("lab-sequencing-data: CONNECTED\n");
    assertThat(icaConnect.run("disconnect", "lab-sequencing-data", "--yes").code()).isZero();
  }

  /**
   * Lines that end in a backslash go on; what follows two blanks and a hash is said to the reader.
   */
  private static List<String> commands() {
    return BLOCK_OR_SPAN
        .matcher(Checkout.text("README.md"))
        .results()
        .flatMap(found -> Stream.of(1, 2).map(found::group))
        .filter(Objects::nonNull)
        .flatMap(typed -> typed.replaceAll("\\\\\\n *", "").lines())
        .map(line -> line.replaceAll("  +# .*", ""))
        .toList();
  }

  private IcaConnect.Ended typed(String command, Path folder)
      throws IOException, InterruptedException {
    var filledIn =
        command.replace("<ConnectStateMachineArn>", localStack.output("ConnectStateMachineArn"));
    var builder =
        new ProcessBuilder(
                "python3",
                "-c",
                "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))",
                "bash",
                "-c",
                filledIn)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("printed").toFile());
    var environment = builder.environment();
    environment.put("AWS_ENDPOINT_URL", localStack.endpoint().toString());
    environment.put("AWS_REGION", "us-east-1");
    environment.put("AWS_DEFAULT_REGION", "us-east-1");
    environment.put("AWS_ACCESS_KEY_ID", "test");
    environment.put("AWS_SECRET_ACCESS_KEY", "test");
    environment.put("AWS_PAGER", "");
    environment.merge("PATH", awsCli().toString(), (path, aws) -> aws + ":" + path);
    var process = builder.start();
    try (var keyboard = process.outputWriter()) {
      keyboard.write("y\n");
    }
    if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(
          command + " does not end: " + Files.readString(folder.resolve("printed")));
    }
    return new IcaConnect.Ended(
        process.exitValue(), Files.readString(folder.resolve("printed")), "");
  }

  private static Path awsCli() throws IOException, InterruptedException {
    var building = new ProcessBuilder(Checkout.file("local/venv").toString(), "awscli").start();
    String path = new String(building.getInputStream().readAllBytes()).strip();
    assertThat(building.waitFor()).as(path).isZero();
    return Path.of(path, "bin");
  }
}
