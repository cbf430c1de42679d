package icaconnect.aws.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.audit.LostRecords;
import icaconnect.aws.client.Clients;
import icaconnect.lambda.Json;
import icaconnect.registry.ConnectionState;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Rebuilt records in the registry table. Their journal is empty, so ours is known by its marks. */
public final class DynamoLostRecords implements LostRecords {
  private final DynamoDbClient dynamo = new Clients().here(DynamoDbClient.builder());
  private final String table = System.getenv("REGISTRY_TABLE");

  @Override
  public void add(String bucket, JsonNode wish) {
    try {
      dynamo.putItem(request ->
          request
              .tableName(table)
              .conditionExpression("attribute_not_exists(#bucket)")
              .expressionAttributeNames(Map.of("#bucket", "bucket"))
              .item(
                  Map.of(
                      "bucket", text(bucket),
                      "state", text(ConnectionState.DRIFTED.name()),
                      "wish", text(Json.write(wish)),
                      "journal", AttributeValue.fromM(Map.of()),
                      "fence", AttributeValue.fromN("0"),
                      "rebuilt", AttributeValue.fromBool(true),
                      "updatedAt", text(Instant.now().toString()))));
    } catch (ConditionalCheckFailedException e) {
      // Somebody has connected the bucket since: then there is a record, which is all we want.
      return;
    }
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }
}
