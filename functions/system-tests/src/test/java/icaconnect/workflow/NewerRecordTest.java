package icaconnect.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import icaconnect.localstack.Workflows;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The attack: a stack goes back to a version that misreads what a newer one has written. */
@OnLocalStack
class NewerRecordTest {
  private final LocalStack localStack;
  private final Workflows workflows;
  private final Account account;

  NewerRecordTest(LocalStack localStack) {
    this.localStack = localStack;
    workflows = new Workflows(localStack);
    account = new Account(localStack);
  }

  @Test
  void nothing_works_on_a_record_that_a_newer_version_has_written() {
    var bucket = LabBucket.create(localStack).withConfigurationOfOthers();
    var before = bucket.configuration();
    var record = record(bucket, Map.of("schemaVersion", AttributeValue.fromN("2")));
    String request = "{\"bucket\": \"%s\"}".formatted(bucket.name());

    var started =
        List.of(
            workflows.start("ConnectStateMachineArn", request),
            workflows.start("DisconnectStateMachineArn", request),
            workflows.start("RotateStateMachineArn", request));
    var audit =
        workflows.await(
            workflows.start(
                "AuditStateMachineArn",
                "{\"buckets\": [\"%s\"], \"autoRepair\": true}".formatted(bucket.name())));

    assertThat(started)
        .map(workflows::await)
        .allSatisfy(ended -> {
          assertThat(ended.text("/failure/error")).isEqualTo("WrittenByNewer");
          assertThat(ended.text("/failure/message")).contains(bucket.name(), "upgrade the stack");
        });
    assertThat(audit.outcome().at("/byOutcome/UNKNOWN").asInt()).isEqualTo(1);
    assertThat(bucket.configuration()).isEqualTo(before);
    var after = account.record(bucket.name()).orElseThrow();
    assertThat(after.get("wish")).isEqualTo(record.get("wish"));
    assertThat(after.get("fence")).isEqualTo(record.get("fence"));
    assertThat(after.get("schemaVersion").n()).isEqualTo("2");
    assertThat(after.get("state").s()).isEqualTo("CONNECTED");
    assertThat(after).doesNotContainKeys("history", "rotationFailure", "rotator");
  }

  @Test
  void a_record_from_before_records_had_a_version_is_worked_on_and_gets_it() {
    var bucket = LabBucket.create(localStack);
    record(bucket, Map.of());

    var ended = workflows.connect("{\"bucket\": \"%s\"}".formatted(bucket.name()));

    assertThat(ended.text("/status")).as("%s", ended.outcome()).isEqualTo("CONNECTED");
    assertThat(account.record(bucket.name()).orElseThrow().get("schemaVersion").n()).isEqualTo("1");
  }

  private Map<String, AttributeValue> record(LabBucket bucket, Map<String, AttributeValue> more) {
    var item = new HashMap<>(more);
    item.put("bucket", AttributeValue.fromS(bucket.name()));
    item.put("state", AttributeValue.fromS("CONNECTED"));
    item.put("wish", AttributeValue.fromS("{\"bucket\":\"%s\"}".formatted(bucket.name())));
    item.put("fence", AttributeValue.fromN("7"));
    item.put("journal", AttributeValue.fromM(Map.of()));
    localStack
        .client(DynamoDbClient.builder())
        .putItem(r -> r.tableName(localStack.output("RegistryTableName")).item(item));
    return item;
  }
}
