package icaconnect.localstack;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Connects many buckets by a manifest, and reads what came of each. */
public final class Fleet {
  public static final Duration LONGEST = Duration.ofMinutes(25);

  private final Workflows workflows;
  private final S3Client s3;
  private final String runs;

  public Fleet(LocalStack localStack) {
    workflows = new Workflows(localStack);
    s3 = localStack.client(S3Client.builder());
    runs = localStack.output("RunsBucketName");
  }

  public Workflows.Ended connect(String manifest, String text, int concurrency) {
    String key = "manifests/" + manifest;
    s3.putObject(r -> r.bucket(runs).key(key), RequestBody.fromString(text));
    return workflows.await(
        workflows.start(
            "ConnectManyStateMachineArn",
            "{\"manifest\": \"%s\", \"concurrency\": %d}".formatted(key, concurrency)),
        LONGEST);
  }

  /** The lines of the result file that the summary names. */
  public List<JsonNode> results(JsonNode summary) {
    String key = summary.path("results").asText().substring("s3://".length() + runs.length() + 1);
    return s3.getObjectAsBytes(r -> r.bucket(runs).key(key))
        .asUtf8String()
        .lines()
        .map(Json::parse)
        .toList();
  }
}
