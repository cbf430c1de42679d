package icaconnect.enforced;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The workflows' part in the registry table: it gives leases and hands out the journal. */
final class Registry {
  private static final String OWNER = "an execution";

  private final DynamoDbClient dynamo;
  private final String table;

  private Registry(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  static Registry create(MiniStack miniStack, Template template) {
    var registry =
        new Registry(miniStack.root(DynamoDbClient.builder()), template.name("Registry"));
    registry.dynamo.createTable(r ->
        r.tableName(registry.table)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(
                a -> a.attributeName("bucket").attributeType(ScalarAttributeType.S))
            .keySchema(k -> k.attributeName("bucket").keyType(KeyType.HASH)));
    return registry;
  }

  /** Takes the bucket's lease; what a step's event says of it and of the journal. */
  ObjectNode lease(String bucket) {
    var item =
        dynamo
            .updateItem(r ->
                r.tableName(table)
                    .key(key(bucket))
                    .updateExpression(
                        "SET leaseOwner = :me, #state = if_not_exists(#state, :connecting),"
                            + " journal = if_not_exists(journal, :empty) ADD fence :one")
                    .expressionAttributeNames(Map.of("#state", "state"))
                    .expressionAttributeValues(
                        Map.of(
                            ":me",
                            AttributeValue.fromS(OWNER),
                            ":connecting",
                            AttributeValue.fromS("CONNECTING"),
                            ":empty",
                            AttributeValue.fromM(Map.of()),
                            ":one",
                            AttributeValue.fromN("1")))
                    .returnValues(ReturnValue.ALL_NEW))
            .attributes();
    var event = Json.MAPPER.createObjectNode();
    event
        .putObject("lease")
        .put("owner", OWNER)
        .put("fence", Long.parseLong(item.get("fence").n()));
    var journal = event.putObject("journal");
    item.get("journal").m().forEach((step, entry) -> journal.put(step, entry.s()));
    return event;
  }

  void enter(String bucket, String step, JsonNode entry) {
    lease(bucket);
    dynamo.updateItem(r ->
        r.tableName(table)
            .key(key(bucket))
            .updateExpression("SET journal.#step = :entry")
            .expressionAttributeNames(Map.of("#step", step))
            .expressionAttributeValues(Map.of(":entry", AttributeValue.fromS(Json.write(entry)))));
  }

  boolean knows(String bucket) {
    return dynamo.getItem(r -> r.tableName(table).key(key(bucket))).hasItem();
  }

  void forget(String bucket) {
    dynamo.deleteItem(r -> r.tableName(table).key(key(bucket)));
  }

  /** All connections are away meanwhile, as if every one were disconnected. */
  void whileEmpty(Runnable deeds) {
    var items =
        dynamo.scan(r -> r.tableName(table)).items().stream()
            .filter(item -> !item.get("bucket").s().contains("#"))
            .toList();
    items.forEach(item -> forget(item.get("bucket").s()));
    try {
      deeds.run();
    } finally {
      items.forEach(item -> dynamo.putItem(r -> r.tableName(table).item(item)));
    }
  }

  private static Map<String, AttributeValue> key(String bucket) {
    return Map.of("bucket", AttributeValue.fromS(bucket));
  }
}
