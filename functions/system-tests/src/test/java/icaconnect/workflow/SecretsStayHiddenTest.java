package icaconnect.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.lambda.Json;
import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import icaconnect.localstack.Workflows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

@OnLocalStack
class SecretsStayHiddenTest {
  /** How the secret half of a key and a session's token are named wherever AWS prints one. */
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)secret_?access_?key\\W{1,6}[\\w/+=]{20,}|session_?token\\W{1,6}[\\w/+=]{20,}");

  private final LocalStack localStack;
  private final Workflows workflows;
  private final Account account;

  SecretsStayHiddenTest(LocalStack localStack) {
    this.localStack = localStack;
    workflows = new Workflows(localStack);
    account = new Account(localStack);
  }

  @Test
  void no_execution_no_log_and_no_record_shows_a_secret() throws IOException {
    var bucket = LabBucket.create(localStack).withConfigurationOfOthers();
    var connected = workflows.connect("{\"bucket\": \"%s\"}".formatted(bucket.name()));
    String secret =
        Json.parse(
                account
                    .secrets
                    .getSecretValue(r -> r.secretId(connected.text("/secretArn")))
                    .secretString())
            .path("secretAccessKey")
            .asText();
    assertThat(secret).hasSizeGreaterThan(20);
    var record = account.record(bucket.name()).orElseThrow().toString();
    workflows.connect("{\"bucket\": \"%s\", \"prefix\": \"changed/\"}".formatted(bucket.name()));
    workflows.disconnect("{\"bucket\": \"%s\"}".formatted(bucket.name()));

    var texts = new LinkedHashMap<String, String>();
    texts.put("the record", record);
    texts.putAll(executions());
    texts.putAll(functionLogs());
    texts.putAll(files(localStack.state()));

    assertThat(texts.keySet())
        .as("what was searched")
        .anyMatch(name -> name.startsWith("execution"))
        .anyMatch(name -> name.startsWith("log"));
    assertThat(texts)
        .allSatisfy((name, text) -> {
          assertThat(text.contains(secret))
              .as(name + " shows the secret half of the key")
              .isFalse();
          assertThat(NAMED.matcher(text).find())
              .as(name + " shows something named as a secret")
              .isFalse();
        });
  }

  /** Input, output and every event of every execution there has been in this run. */
  private Map<String, String> executions() {
    var texts = new LinkedHashMap<String, String>();
    workflows
        .sfn()
        .listStateMachinesPaginator()
        .stateMachines()
        .forEach(machine ->
            workflows
                .sfn()
                .listExecutionsPaginator(r -> r.stateMachineArn(machine.stateMachineArn()))
                .executions()
                .forEach(execution ->
                    texts.put(
                        "execution " + execution.executionArn(),
                        workflows.shown(execution.executionArn()))));
    return texts;
  }

  private Map<String, String> functionLogs() {
    var logs = localStack.client(CloudWatchLogsClient.builder());
    var texts = new LinkedHashMap<String, String>();
    logs.describeLogGroupsPaginator()
        .logGroups()
        .forEach(group -> {
          var lines = new ArrayList<String>();
          logs.filterLogEventsPaginator(r -> r.logGroupName(group.logGroupName()))
              .events()
              .forEach(event -> lines.add(event.message()));
          texts.put("log " + group.logGroupName(), String.join("\n", lines));
        });
    return texts;
  }

  private static Map<String, String> files(Path folder) throws IOException {
    var texts = new LinkedHashMap<String, String>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (file.toString().endsWith(".log") || file.toString().endsWith(".jsonl")) {
              texts.put(
                  "file " + file.getFileName(),
                  new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
            return FileVisitResult.CONTINUE;
          }

          /** A function's environment that ends takes its temporary folder along. */
          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path gone, IOException failure)
              throws IOException {
            return failure == null ? FileVisitResult.CONTINUE : visitFileFailed(gone, failure);
          }
        });
    return texts;
  }
}
