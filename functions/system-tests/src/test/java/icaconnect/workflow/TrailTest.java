package icaconnect.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.localstack.Deadline;
import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import icaconnect.localstack.Workflows;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

@OnLocalStack
class TrailTest {
  private final LocalStack localStack;
  private final Workflows workflows;
  private final S3Client s3;
  private final String trail;

  TrailTest(LocalStack localStack) {
    this.localStack = localStack;
    workflows = new Workflows(localStack);
    s3 = localStack.client(S3Client.builder());
    trail = localStack.output("TrailBucketName");
  }

  @Test
  void what_was_asked_and_done_outlives_the_disconnect() throws Exception {
    var bucket = LabBucket.create(localStack).withConfigurationOfOthers();
    String before = digest(bucket.policy().orElseThrow());
    var connected =
        workflows.connect(
            "{\"bucket\": \"%s\", \"crossAccountCopy\": true}".formatted(bucket.name()));
    String after = digest(bucket.policy().orElseThrow());
    var disconnected = workflows.disconnect("{\"bucket\": \"%s\"}".formatted(bucket.name()));

    var first = record(bucket, connected.arn());
    assertThat(first.at("/asked").findValue("crossAccountCopy").asBoolean()).isTrue();
    assertThat(first.at("/answer/status").asText()).isEqualTo("CONNECTED");
    var written = digests(first, "bucketPolicy");
    assertThat(written.path("before").asText()).isEqualTo(before);
    assertThat(written.path("after").asText()).isEqualTo(after);
    assertThat(record(bucket, disconnected.arn()).at("/answer/status").asText())
        .isEqualTo("DISCONNECTED");
  }

  private static JsonNode digests(JsonNode record, String step) {
    for (JsonNode one : record.at("/answer/steps")) {
      for (JsonNode digests : one.path("digests")) {
        if (digests.path("name").asText().equals(step)) {
          return digests;
        }
      }
    }
    throw new AssertionError("no digests of " + step + " in " + record);
  }

  private JsonNode record(LabBucket bucket, String execution) {
    String name = execution.substring(execution.lastIndexOf(':') + 1);
    var found = new String[1];
    Deadline.await(
        Duration.ofMinutes(2),
        "a record of " + execution,
        () -> {
          found[0] =
              keys(bucket).stream().filter(key -> key.contains(name)).findFirst().orElse(null);
          return found[0] != null;
        });
    return Json.parse(s3.getObjectAsBytes(r -> r.bucket(trail).key(found[0])).asUtf8String());
  }

  private List<String> keys(LabBucket bucket) {
    return s3
        .listObjectsV2(r -> r.bucket(trail).prefix("connections/" + bucket.name() + "/"))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  private static String digest(JsonNode policy) throws Exception {
    byte[] bytes = Json.write(policy).getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
