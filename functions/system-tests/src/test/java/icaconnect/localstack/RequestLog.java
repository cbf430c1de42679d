package icaconnect.localstack;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;

/** The calls that LocalStack has answered: services and operations, never parameters. */
public final class RequestLog {
  /**
   * What a connection consists of; the lease, the metrics and the workflow's own calls are not part
   * of it.
   */
  private static final Set<String> CONFIGURED = Set.of("s3", "iam", "secretsmanager", "kms");

  /** What waiting tests ask, and LocalStack to act as a role. */
  private static final Set<String> OWN =
      Set.of("stepfunctions:DescribeExecution", "sts:AssumeRole");

  private final LocalStack localStack;

  public RequestLog(LocalStack localStack) {
    this.localStack = localStack;
  }

  /** How many calls there have been; a place to count on from. */
  public int mark() {
    return lines().size();
  }

  /** Every call since the mark, as service:Operation, without LocalStack's own. */
  public List<String> callsSince(int mark) {
    return lines().stream()
        .skip(mark)
        .map(Json::parse)
        .filter(call -> !OWN.contains(name(call)))
        .map(RequestLog::name)
        .toList();
  }

  /**
   * The calls since the mark that changed something in S3, IAM, Secrets Manager or KMS, as
   * service:Operation.
   */
  public List<String> writesSince(int mark) {
    return lines().stream()
        .skip(mark)
        .map(Json::parse)
        .filter(call -> CONFIGURED.contains(call.path("service").asText()))
        .filter(call -> !isRead(call.path("operation").asText()))
        .map(RequestLog::name)
        .toList();
  }

  /**
   * The calls since the mark that changed anything at all, except what functions log and trace, and
   * what a test does itself.
   */
  public List<String> everyWriteSince(int mark) {
    return lines().stream()
        .skip(mark)
        .map(Json::parse)
        .filter(
            call -> !Set.of("logs", "xray", "cloudwatch").contains(call.path("service").asText()))
        .filter(call ->
            !isRead(call.path("operation").asText())
                && !call.path("operation").asText().equals("Invoke"))
        .map(RequestLog::name)
        .toList();
  }

  private static boolean isRead(String operation) {
    return List.of("Get", "List", "Head", "Describe", "Options", "Simulate").stream()
        .anyMatch(operation::startsWith);
  }

  private static String name(JsonNode call) {
    return call.path("service").asText() + ":" + call.path("operation").asText();
  }

  private List<String> lines() {
    try {
      var file = localStack.state().resolve("requests.jsonl");
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same without objects: the trail keeps a moment later what has ended before. */
  public List<String> writesSinceButObjects(int mark) {
    return writesSince(mark).stream().filter(write -> !write.equals("s3:PutObject")).toList();
  }
}
