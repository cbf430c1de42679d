package icaconnect.aws.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.aws.client.Clients;
import icaconnect.failure.LeaseLost;
import icaconnect.lambda.Json;
import icaconnect.registry.Lease;
import icaconnect.registry.ReadableJournal;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The journal in the registry table; each entry is refused unless the lease is still held. */
public final class DynamoJournal implements ReadableJournal {
  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoJournal() {
    this(new Clients().here(DynamoDbClient.builder()), System.getenv("REGISTRY_TABLE"));
  }

  DynamoJournal(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public void enter(String bucket, Lease lease, String step, JsonNode entry) {
    try {
      dynamo.updateItem(request ->
          request
              .tableName(table)
              .key(Map.of("bucket", text(bucket)))
              .conditionExpression("leaseOwner = :owner AND fence = :fence")
              .updateExpression("SET journal.#step = :entry")
              .expressionAttributeNames(Map.of("#step", step))
              .expressionAttributeValues(
                  Map.of(
                      ":owner", text(lease.owner()),
                      ":fence", AttributeValue.fromN(Long.toString(lease.fence())),
                      ":entry", text(Json.write(entry)))));
    } catch (ConditionalCheckFailedException e) {
      throw new LeaseLost(bucket);
    }
  }

  @Override
  public Optional<JsonNode> entry(String bucket, String step) {
    var record =
        dynamo.getItem(request ->
            request
                .tableName(table)
                .key(Map.of("bucket", text(bucket)))
                .projectionExpression("journal.#step")
                .expressionAttributeNames(Map.of("#step", step))
                .consistentRead(true));
    return Optional.ofNullable(record.item().get("journal"))
        .map(journal -> journal.m().get(step))
        .map(entry -> Json.parse(entry.s()));
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }
}
