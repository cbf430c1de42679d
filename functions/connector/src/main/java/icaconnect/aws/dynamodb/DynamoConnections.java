package icaconnect.aws.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.aws.client.Clients;
import icaconnect.lambda.Json;
import icaconnect.registry.ConnectionRecord;
import icaconnect.registry.ConnectionState;
import icaconnect.registry.Connections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** The registry table as a list of connections. */
public final class DynamoConnections implements Connections {
  /** What lists show of a record: roles may scan these only, since doors keep URLs beside them. */
  public static final List<String> LISTED =
      List.of(
          "bucket",
          "drift",
          "findings",
          "history",
          "ids",
          "lastFailure",
          "leaseOwner",
          "region",
          "state",
          "updatedAt",
          "verification",
          "wish");

  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoConnections() {
    this(new Clients(), System.getenv("REGISTRY_TABLE"));
  }

  public DynamoConnections(Clients clients, String table) {
    this.dynamo = clients.here(DynamoDbClient.builder());
    this.table = table;
  }

  /** The record of this bucket. */
  public Optional<ConnectionRecord> find(String bucket) {
    var answer =
        dynamo.getItem(request ->
            request
                .tableName(table)
                .key(Map.of("bucket", AttributeValue.fromS(bucket)))
                .consistentRead(true));
    return answer.hasItem() ? Optional.of(record(answer.item())) : Optional.empty();
  }

  @Override
  public Page page(Optional<String> after, int limit) {
    var answer =
        dynamo.scan(request -> {
          request
              .tableName(table)
              .limit(limit)
              .consistentRead(true)
              .select(Select.SPECIFIC_ATTRIBUTES)
              .projectionExpression(
                  LISTED.stream().map("#"::concat).collect(Collectors.joining(",")));
          // The doors keep items of their own here, under keys that no bucket can have. And whoever
          // takes a lease writes a state: an item without one is no connection.
          request
              .filterExpression("NOT contains(#bucket, :mark) AND attribute_exists(#state)")
              .expressionAttributeNames(
                  LISTED.stream().collect(Collectors.toMap("#"::concat, name -> name)))
              .expressionAttributeValues(Map.of(":mark", AttributeValue.fromS("#")));
          after.ifPresent(
              key -> request.exclusiveStartKey(Map.of("bucket", AttributeValue.fromS(key))));
        });
    return new Page(
        answer.items().stream().map(DynamoConnections::record).toList(),
        Optional.ofNullable(answer.lastEvaluatedKey().get("bucket")).map(AttributeValue::s));
  }

  private static ConnectionRecord record(Map<String, AttributeValue> item) {
    return new ConnectionRecord(
        Items.text(item, "bucket"),
        ConnectionState.valueOf(Items.text(item, "state")),
        text(item, "region"),
        text(item, "updatedAt"),
        text(item, "leaseOwner"),
        json(item, "wish"),
        json(item, "ids"),
        json(item, "verification"),
        json(item, "findings"),
        json(item, "drift"),
        json(item, "lastFailure"),
        json(item, "history"));
  }

  private static Optional<String> text(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
  }

  private static Optional<JsonNode> json(Map<String, AttributeValue> item, String name) {
    return text(item, name).map(Json::parse);
  }
}
