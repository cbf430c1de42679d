package icaconnect.aws.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.aws.client.Clients;
import icaconnect.aws.failure.AwsFailure;
import icaconnect.failure.LeaseLost;
import icaconnect.lambda.Json;
import icaconnect.registry.JournalText;
import icaconnect.registry.Lease;
import icaconnect.registry.ReadableJournal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The journal in the registry table; each entry is refused unless the lease is still held. */
public final class DynamoJournal implements ReadableJournal {
  private static final String HELD = "leaseOwner = :owner AND fence = :fence";

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
    AttributeValue text = text(Json.write(entry));
    try {
      update(
          bucket,
          lease,
          request ->
              request
                  .conditionExpression(HELD)
                  .updateExpression("SET journal.#step = :entry")
                  .expressionAttributeNames(Map.of("#step", step)),
          Map.of(":entry", text));
    } catch (ConditionalCheckFailedException e) {
      throw new LeaseLost(bucket);
    } catch (DynamoDbException e) {
      if (!AwsFailure.code(e).equals("ValidationException")) {
        throw e;
      }
      enterAlone(bucket, lease, step, text, e);
    }
  }

  /**
   * DynamoDB sets nothing in what is no map. Every step can write the journal whole, and a bucket
   * would stay connected for ever.
   */
  private void enterAlone(
      String bucket, Lease lease, String step, AttributeValue text, DynamoDbException refusal) {
    try {
      update(
          bucket,
          lease,
          request ->
              request
                  .conditionExpression(HELD + " AND NOT attribute_type(journal, :map)")
                  .updateExpression("SET journal = :journal"),
          Map.of(":map", text("M"), ":journal", AttributeValue.fromM(Map.of(step, text))));
    } catch (ConditionalCheckFailedException e) {
      // It is a map, and something else was not as DynamoDB takes it.
      refusal.addSuppressed(e);
      throw refusal;
    }
  }

  private void update(
      String bucket,
      Lease lease,
      Consumer<UpdateItemRequest.Builder> what,
      Map<String, AttributeValue> values) {
    var all = new HashMap<>(values);
    all.put(":owner", text(lease.owner()));
    all.put(":fence", AttributeValue.fromN(Long.toString(lease.fence())));
    dynamo.updateItem(request -> {
      request.tableName(table).key(Map.of("bucket", text(bucket))).expressionAttributeValues(all);
      what.accept(request);
    });
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
        .map(entry -> JournalText.read(entry.s()));
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }
}
