package icaconnect.aws.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.aws.client.Clients;
import icaconnect.aws.dynamodb.DynamoConnections;
import icaconnect.evidence.Known;
import icaconnect.evidence.Past;
import icaconnect.evidence.Sources;
import icaconnect.failure.Refused;
import icaconnect.lambda.Json;
import icaconnect.registry.ConnectionRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Evidence that the stack keeps itself: in its registry, its trail and its bucket of runs. */
public abstract class StackEvidence implements Sources {
  private static final int AUDITS = 10;
  private static final int A_PAGE = 100;

  private final S3Client s3;
  private final DynamoDbClient dynamo;
  private final DynamoConnections registry;
  private final Kept kept;

  /**
   * Where it is kept.
   *
   * @param table the registry
   * @param trail the bucket of the trail
   * @param runs the bucket of runs
   * @param owner the account
   */
  public record Kept(String table, String trail, String runs, String owner) {}

  protected StackEvidence(Clients clients, Kept kept) {
    this.s3 = clients.here(S3Client.builder());
    this.dynamo = clients.here(DynamoDbClient.builder());
    this.registry = new DynamoConnections(clients, kept.table());
    this.kept = kept;
  }

  @Override
  public List<ConnectionRecord> connections() {
    var all = new ArrayList<ConnectionRecord>();
    Optional<String> after = Optional.empty();
    do {
      var page = registry.page(after, A_PAGE);
      all.addAll(page.connections());
      after = page.next();
    } while (after.isPresent());
    all.sort(Comparator.comparing(ConnectionRecord::bucket));
    return List.copyOf(all);
  }

  /** The names of the records begin with their time. */
  @Override
  public Known<Past> past(String bucket, int latest) {
    return known(() -> {
      var keys = keys("connections/" + bucket + "/");
      int older = Math.max(0, keys.size() - latest);
      return new Past(older, keys.stream().skip(older).map(this::record).toList());
    });
  }

  @Override
  public Known<List<JsonNode>> callers(String execution) {
    String[] parts = execution.split(":", 7);
    String name = parts.length == 7 ? parts[6].replace(':', '/') : "unknown/unknown";
    return known(() -> keys("callers/" + name + "/").stream().map(this::record).toList());
  }

  @Override
  public Known<JsonNode> replaced(String bucket, String digest) {
    Known<Map<String, AttributeValue>> item =
        known(() ->
            dynamo
                .getItem(r ->
                    r.tableName(kept.table())
                        .key(
                            Map.of(
                                "bucket",
                                AttributeValue.fromS("document#" + bucket + "#" + digest))))
                .item());
    return switch (item) {
      case Known.Is<Map<String, AttributeValue>>(var found) ->
          found.containsKey("document")
              ? new Known.Is<>(Json.parse(found.get("document").s()))
              : new Known.Not<>("It is not kept.");
      case Known.Not<Map<String, AttributeValue>>(var why) -> new Known.Not<>(why);
    };
  }

  /** Asked run by run: below each lie as many outcomes as there are connections. */
  @Override
  public Known<List<JsonNode>> audits() {
    return known(() ->
        s3
            .listObjectsV2Paginator(r ->
                r.bucket(kept.runs())
                    .prefix("audit/")
                    .delimiter("/")
                    .expectedBucketOwner(kept.owner()))
            .commonPrefixes()
            .stream()
            .map(CommonPrefix::prefix)
            .flatMap(this::audit)
            .sorted(Comparator.comparing((JsonNode one) -> one.path("at").asText()).reversed())
            .limit(AUDITS)
            .toList());
  }

  private Stream<JsonNode> audit(String run) {
    try {
      var summary =
          s3.getObjectAsBytes(r ->
              r.bucket(kept.runs()).key(run + "summary.json").expectedBucketOwner(kept.owner()));
      ObjectNode audit =
          Json.MAPPER
              .createObjectNode()
              .put("at", summary.response().lastModified().toString())
              .put("run", run.substring(0, run.length() - 1));
      audit.set("summary", Json.parse(summary.asUtf8String()));
      return Stream.of(audit);
    } catch (NoSuchKeyException e) {
      // An audit that is at work, or failed before its summary, is none that can be told.
      return Stream.empty();
    }
  }

  private List<String> keys(String prefix) {
    return s3
        .listObjectsV2Paginator(
            r -> r.bucket(kept.trail()).prefix(prefix).expectedBucketOwner(kept.owner()))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  private JsonNode record(String key) {
    return Json.parse(
        s3.getObjectAsBytes(r -> r.bucket(kept.trail()).key(key).expectedBucketOwner(kept.owner()))
            .asUtf8String());
  }

  /** Asks what one may not be allowed to ask. */
  private static <T> Known<T> known(Supplier<T> ask) {
    try {
      return new Known.Is<>(ask.get());
    } catch (SdkException | Refused | IllegalArgumentException e) {
      return new Known.Not<>(String.valueOf(e.getMessage()));
    }
  }
}
