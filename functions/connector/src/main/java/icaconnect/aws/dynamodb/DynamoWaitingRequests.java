package icaconnect.aws.dynamodb;

import icaconnect.aws.client.Clients;
import icaconnect.entry.PhysicalId;
import icaconnect.entry.RequestId;
import icaconnect.entry.WaitingRequest;
import icaconnect.entry.WaitingRequests;
import icaconnect.entry.Workflow;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * CloudFormation's requests in the registry table, which is encrypted; they expire by themselves.
 */
public final class DynamoWaitingRequests implements WaitingRequests {
  private static final String URL = "responseUrl";

  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoWaitingRequests() {
    this(new Clients().here(DynamoDbClient.builder()), System.getenv("REGISTRY_TABLE"));
  }

  DynamoWaitingRequests(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public Optional<WaitingRequest> find(String key) {
    var answer =
        dynamo.getItem(request -> request.tableName(table).key(key(key)).consistentRead(true));
    return answer.hasItem() ? Optional.of(read(answer.item())) : Optional.empty();
  }

  @Override
  public void keep(WaitingRequest request, Instant expires) {
    try {
      dynamo.putItem(put ->
          put.tableName(table)
              .item(write(request, expires))
              .conditionExpression("attribute_not_exists(stackId)"));
    } catch (ConditionalCheckFailedException e) {
      // The same request, delivered twice at once.
    }
  }

  @Override
  public Claim claim(String key, String body, Instant now, Instant until) {
    try {
      var item =
          dynamo.updateItem(update ->
              update
                  .tableName(table)
                  .key(key(key))
                  .conditionExpression(
                      "attribute_exists(responseUrl) AND (attribute_not_exists(sendingUntil) OR sendingUntil < :now)")
                  .updateExpression(
                      "SET answer = if_not_exists(answer, :answer), sendingUntil = :until")
                  .expressionAttributeValues(
                      Map.of(":answer", text(body), ":now", seconds(now), ":until", seconds(until)))
                  .returnValues(ReturnValue.ALL_NEW));
      return new Claim.Send(Items.text(item.attributes(), "answer"));
    } catch (ConditionalCheckFailedException e) {
      return find(key)
          .<Claim>map(request -> request.isAnswered() ? new Claim.Answered() : new Claim.Busy())
          .orElseGet(() -> new Claim.Send(body));
    }
  }

  @Override
  public void answered(String key) {
    dynamo.updateItem(update ->
        update.tableName(table).key(key(key)).updateExpression("REMOVE responseUrl, sendingUntil"));
  }

  @Override
  public void release(String key) {
    dynamo.updateItem(
        update -> update.tableName(table).key(key(key)).updateExpression("REMOVE sendingUntil"));
  }

  private static Map<String, AttributeValue> write(WaitingRequest request, Instant expires) {
    var item = new HashMap<>(key(request.id().key()));
    item.put("stackId", text(request.id().stackId()));
    item.put("requestId", text(request.id().value()));
    item.put("logicalId", text(request.id().logicalId()));
    item.put(URL, text(request.responseUrl()));
    item.put("onSuccess", text(request.onSuccess().value()));
    item.put("onFailure", text(request.onFailure().value()));
    item.put("onTraces", text(request.onTraces().value()));
    request.abandoned().ifPresent(bucket -> item.put("abandoned", text(bucket)));
    request.workflow().ifPresent(workflow -> item.put("workflow", text(workflow.wire())));
    request.decided().ifPresent(body -> item.put("answer", text(body)));
    item.put("expires", seconds(expires));
    return item;
  }

  /** An answered request has no response URL any more. */
  private static WaitingRequest read(Map<String, AttributeValue> item) {
    return new WaitingRequest(
        new RequestId(
            Items.text(item, "stackId"),
            Items.text(item, "requestId"),
            Items.text(item, "logicalId")),
        item.containsKey(URL) ? item.get(URL).s() : "",
        new PhysicalId(Items.text(item, "onSuccess")),
        new PhysicalId(Items.text(item, "onFailure")),
        new PhysicalId(Items.text(item, "onTraces")),
        Optional.ofNullable(item.get("abandoned")).map(AttributeValue::s),
        Optional.ofNullable(item.get("workflow")).map(AttributeValue::s).flatMap(Workflow::ofWire),
        Optional.ofNullable(item.get("answer")).map(AttributeValue::s));
  }

  private static Map<String, AttributeValue> key(String key) {
    return Map.of("bucket", text(key));
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  private static AttributeValue seconds(Instant time) {
    return AttributeValue.fromN(Long.toString(time.getEpochSecond()));
  }
}
