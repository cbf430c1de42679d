package icaconnect.aws.dynamodb;

import icaconnect.aws.client.Clients;
import icaconnect.registration.KnownTenant;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The learned tenant, an item of the registry table under a key that no bucket can have. */
public final class DynamoKnownTenant implements KnownTenant {
  private static final AttributeValue KEY = AttributeValue.fromS("tenant#ica");

  private final DynamoDbClient dynamo = new Clients().here(DynamoDbClient.builder());
  private final String table = System.getenv("REGISTRY_TABLE");

  @Override
  public Optional<String> id() {
    var answer =
        dynamo.getItem(
            request -> request.tableName(table).key(Map.of("bucket", KEY)).consistentRead(true));
    return Optional.ofNullable(answer.item().get("tenant")).map(AttributeValue::s);
  }

  @Override
  public String learn(String id) {
    try {
      dynamo.putItem(request ->
          request
              .tableName(table)
              .conditionExpression("attribute_not_exists(#bucket)")
              .expressionAttributeNames(Map.of("#bucket", "bucket"))
              .item(
                  Map.of(
                      "bucket", KEY,
                      "tenant", AttributeValue.fromS(id),
                      "learnedAt", AttributeValue.fromS(Instant.now().toString()))));
      return id;
    } catch (ConditionalCheckFailedException e) {
      return id().orElseThrow(() -> e);
    }
  }
}
