package icaconnect.cli.aws;

import static icaconnect.cli.aws.Asking.known;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.aws.s3.S3BucketPolicy;
import icaconnect.aws.s3.S3Cors;
import icaconnect.cli.execution.Executions;
import icaconnect.cli.execution.Look;
import icaconnect.cli.known.Known;
import icaconnect.cli.report.Sources;
import icaconnect.lambda.Json;
import icaconnect.registry.ConnectionRecord;
import icaconnect.step.OwnedBucket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Evidence as the stack keeps it, read with the caller's own rights. */
public final class StackSources implements Sources {
  private static final int AUDITS = 10;

  private final Caller caller;
  private final Stack stack;
  private final S3Client s3;
  private final DynamoDbClient dynamo;
  private final Executions executions;

  public StackSources(Caller caller, Stack stack) {
    this.caller = caller;
    this.stack = stack;
    this.s3 = caller.clients().here(S3Client.builder());
    this.dynamo = caller.clients().here(DynamoDbClient.builder());
    this.executions = new StepFunctionsExecutions(caller);
  }

  @Override
  public ObjectNode installation() {
    return stack.described();
  }

  @Override
  public List<ConnectionRecord> connections() {
    return new Registry(caller, stack).all();
  }

  @Override
  public Known<List<JsonNode>> trail(String bucket) {
    return known(() -> objects(stack.output("TrailBucketName"), "connections/" + bucket + "/"));
  }

  @Override
  public Known<List<JsonNode>> callers(String execution) {
    String[] parts = execution.split(":", 7);
    String name = parts.length == 7 ? parts[6].replace(':', '/') : "unknown/unknown";
    return known(() -> objects(stack.output("TrailBucketName"), "callers/" + name + "/"));
  }

  @Override
  public Known<Look> execution(String arn) {
    return known(() -> executions.look(arn));
  }

  @Override
  public Known<JsonNode> replaced(String bucket, String digest) {
    Known<Map<String, AttributeValue>> item =
        known(() ->
            dynamo
                .getItem(r ->
                    r.tableName(stack.output("RegistryTableName"))
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

  @Override
  public Map<String, Known<JsonNode>> present(ConnectionRecord connection) {
    var bucket =
        new OwnedBucket(
            connection.bucket(), connection.region().orElse(stack.region()), caller.account().id());
    var present = new LinkedHashMap<String, Known<JsonNode>>();
    present.put("CORS rules", known(() -> Json.tree(new S3Cors(caller.clients()).read(bucket))));
    present.put(
        "bucket policy",
        known(() ->
            new S3BucketPolicy(caller.clients())
                .read(bucket)
                .orElseGet(Json.MAPPER::createObjectNode)));
    return present;
  }

  @Override
  public Known<List<JsonNode>> audits() {
    return known(() -> {
      String bucket = stack.output("RunsBucketName");
      return keys(bucket, "audit/").stream()
          .filter(object -> object.key().endsWith("/summary.json"))
          .sorted(Comparator.comparing(S3Object::lastModified).reversed())
          .limit(AUDITS)
          .map(object -> {
            ObjectNode audit =
                Json.MAPPER
                    .createObjectNode()
                    .put("at", object.lastModified().toString())
                    .put("run", object.key().replaceFirst("/summary.json$", ""));
            audit.set("summary", read(bucket, object.key()));
            return (JsonNode) audit;
          })
          .toList();
    });
  }

  private List<JsonNode> objects(String bucket, String prefix) {
    return keys(bucket, prefix).stream().map(object -> read(bucket, object.key())).toList();
  }

  /** In the order of their names, which begin with their time. */
  private List<S3Object> keys(String bucket, String prefix) {
    var all = new ArrayList<S3Object>();
    s3.listObjectsV2Paginator(r -> r.bucket(bucket).prefix(prefix)).contents().forEach(all::add);
    return all;
  }

  private JsonNode read(String bucket, String key) {
    return Json.parse(s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asUtf8String());
  }
}
