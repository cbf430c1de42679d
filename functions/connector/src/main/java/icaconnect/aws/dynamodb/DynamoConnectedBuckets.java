package icaconnect.aws.dynamodb;

import icaconnect.aws.client.Clients;
import icaconnect.entry.Pages;
import icaconnect.registry.ConnectionState;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * The buckets that something of ours may be in, as the registry is at this moment: all but those
 * whose first connect failed and left nothing, or took everything back. Read strongly consistent,
 * in pages of up to 1 MB.
 */
public final class DynamoConnectedBuckets implements Pages {
  /**
   * What disconnect-all takes, too: whatever keeps the stack can be taken back by it. The doors
   * keep items of their own under keys with a number sign, which no bucket can have.
   */
  public static final String FILTER =
      "NOT contains(#bucket, :mark) AND attribute_exists(#state) AND (NOT (#state = :failed) OR attribute_exists(leaseOwner) OR attribute_exists(wish))";

  private final DynamoDbClient dynamo = new Clients().here(DynamoDbClient.builder());
  private final String table = System.getenv("REGISTRY_TABLE");
  private final String filter;
  private final Map<String, String> names;
  private final Map<String, AttributeValue> values;

  private DynamoConnectedBuckets(
      String filter, Map<String, String> names, Map<String, AttributeValue> values) {
    this.filter = filter;
    this.names = names;
    this.values = values;
  }

  /** All of them. */
  public static DynamoConnectedBuckets all() {
    return new DynamoConnectedBuckets(
        FILTER,
        Map.of("#bucket", "bucket", "#state", "state"),
        Map.of(
            ":mark", AttributeValue.fromS("#"),
            ":failed", AttributeValue.fromS(ConnectionState.FAILED.name())));
  }

  /** Those whose record says a higher version of records than this one. */
  public static DynamoConnectedBuckets newerThan(int schema) {
    return new DynamoConnectedBuckets(
        "schemaVersion > :schema",
        Map.of("#bucket", "bucket"),
        Map.of(":schema", AttributeValue.fromN(Integer.toString(schema))));
  }

  @Override
  public Page page(Optional<String> after) {
    var answer =
        dynamo.scan(request -> {
          request
              .tableName(table)
              .consistentRead(true)
              // Said, though it is meant: roles may scan on this condition only.
              .select(Select.SPECIFIC_ATTRIBUTES)
              .projectionExpression("#bucket")
              .filterExpression(filter)
              .expressionAttributeNames(names)
              .expressionAttributeValues(values);
          after.ifPresent(
              key -> request.exclusiveStartKey(Map.of("bucket", AttributeValue.fromS(key))));
        });
    return new Page(
        answer.items().stream().map(item -> Items.text(item, "bucket")).toList(),
        Optional.ofNullable(answer.lastEvaluatedKey().get("bucket")).map(AttributeValue::s));
  }
}
