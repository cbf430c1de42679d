package icaconnect.aws.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.aws.client.Clients;
import icaconnect.aws.dynamodb.DynamoConnections;
import icaconnect.evidence.Known;
import icaconnect.evidence.Past;
import icaconnect.evidence.Sources;
import icaconnect.failure.Refused;
import icaconnect.lambda.Json;
import icaconnect.registry.ConnectionRecord;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Evidence that the stack keeps itself: in its registry, its trail and its bucket of runs. */
public abstract class StackEvidence implements Sources {
  private static final int A_PAGE = 100;

  /** CloudTrail tells the call in whole seconds, and by another clock. */
  private static final Duration CLOCKS = Duration.ofMinutes(5);

  /** How long after its end, and so at least after its start, no other execution has the name. */
  private static final Duration NAME_IS_TAKEN = Duration.ofDays(90);

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
  public Known<List<JsonNode>> callers(String execution, String started) {
    String[] parts = execution.split(":", 7);
    String name = parts.length == 7 ? parts[6].replace(':', '/') : "unknown/unknown";
    return known(() ->
        keys("callers/" + name + "/").stream()
            .map(this::record)
            .filter(call -> isOf(Instant.parse(started), Instant.parse(call.path("time").asText())))
            .toList());
  }

  /**
   * Whether a call of this time can be about the execution, and not about another of its name.
   * https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
   */
  private static boolean isOf(Instant started, Instant call) {
    return call.isAfter(started.minus(CLOCKS)) && call.isBefore(started.plus(NAME_IS_TAKEN));
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
                                AttributeValue.fromS("document#" + bucket + "#" + digest)))
                        .consistentRead(true))
                .item());
    return switch (item) {
      case Known.Is<Map<String, AttributeValue>>(var found) ->
          found.containsKey("document")
              ? new Known.Is<>(Json.parse(found.get("document").s()))
              : new Known.Not<>("It is not kept.");
      case Known.Not<Map<String, AttributeValue>>(var why) -> new Known.Not<>(why);
    };
  }

  @Override
  public Known<List<JsonNode>> audits() {
    return known(new KeptAudits(s3, kept.runs(), kept.owner())::latest);
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
    } catch (SdkException | Refused | IllegalArgumentException | DateTimeException e) {
      return new Known.Not<>(String.valueOf(e.getMessage()));
    }
  }
}
