package icaconnect.aws.dynamodb;

import icaconnect.aws.client.Clients;
import icaconnect.registry.ConnectedBuckets;
import icaconnect.registry.ConnectionState;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The connected buckets in the registry table, in strongly consistent pages of up to 1 MB. */
public final class DynamoConnectedBuckets implements ConnectedBuckets {
  /**
   * What disconnect-all takes, too: whatever keeps the stack can be taken back by it. The doors
   * keep items of their own under keys with a number sign, which no bucket can have.
   */
  public static final String FILTER =
      "NOT contains(#bucket, :mark) AND (NOT (#state = :failed) OR attribute_exists(leaseOwner) OR attribute_exists(wish))";

  private final DynamoDbClient dynamo = new Clients().here(DynamoDbClient.builder());
  private final String table = System.getenv("REGISTRY_TABLE");

  @Override
  public Page page(Optional<String> after) {
    var answer =
        dynamo.scan(request -> {
          request
              .tableName(table)
              .consistentRead(true)
              .projectionExpression("#bucket")
              .filterExpression(FILTER)
              .expressionAttributeNames(Map.of("#bucket", "bucket", "#state", "state"))
              .expressionAttributeValues(
                  Map.of(
                      ":mark", AttributeValue.fromS("#"),
                      ":failed", AttributeValue.fromS(ConnectionState.FAILED.name())));
          after.ifPresent(
              key -> request.exclusiveStartKey(Map.of("bucket", AttributeValue.fromS(key))));
        });
    return new Page(
        answer.items().stream().map(item -> item.get("bucket").s()).toList(),
        Optional.ofNullable(answer.lastEvaluatedKey().get("bucket")).map(AttributeValue::s));
  }
}
