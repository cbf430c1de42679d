package icaconnect.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;
import icaconnect.localstack.Fleet;
import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import icaconnect.localstack.Workflows;
import icaconnect.policy.CanonicalPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** docs/restore.md, played: the registry loses a record, or gets one of an older time. */
@OnLocalStack
class LostRecordTest {
  private static final String NAMED_DENY =
      """
      {"Sid": "TeamOnly", "Effect": "Deny", "Principal": "*", "Action": "s3:GetObject",
       "Resource": "arn:aws:s3:::%s/*",
       "Condition": {"ArnNotLike": {"aws:PrincipalArn": ["arn:aws:iam::000000000000:role/team"]}}}
      """;

  private final LocalStack localStack;
  private final Workflows workflows;
  private final Account account;
  private final DynamoDbClient dynamo;

  LostRecordTest(LocalStack localStack) {
    this.localStack = localStack;
    workflows = new Workflows(localStack);
    account = new Account(localStack);
    dynamo = localStack.client(DynamoDbClient.builder());
  }

  @Test
  void an_audit_rebuilds_a_lost_record_and_a_disconnect_without_one_leaves_nothing() {
    var bucket = LabBucket.create(localStack).withConfigurationOfOthers();
    JsonNode theirs = bucket.policy().orElseThrow();
    var cors = bucket.cors();
    workflows.connect("{\"bucket\": \"%s\", \"prefix\": \"runs/\"}".formatted(bucket.name()));
    lose(bucket);

    listEveryConnection();
    var rebuilt = account.record(bucket.name()).orElseThrow();
    assertThat(Json.parse(rebuilt.get("wish").s()).path("prefix").asText()).isEqualTo("runs/");
    assertThat(rebuilt.get("rebuilt").bool()).isTrue();
    assertThat(audit(bucket).at("/byOutcome/SOUND").asInt()).isEqualTo(1);
    assertThat(account.record(bucket.name()).orElseThrow())
        .containsEntry("state", AttributeValue.fromS("CONNECTED"))
        .as("its wish is still no person's")
        .containsKey("rebuilt");

    lose(bucket);
    var disconnected = workflows.disconnect("{\"bucket\": \"%s\"}".formatted(bucket.name()));

    assertThat(disconnected.text("/status")).isEqualTo("DISCONNECTED");
    assertThat(disconnected.outcome().path("findings").toString()).doesNotContain("EXEMPTION_LEFT");
    assertThat(CanonicalPolicy.sameDocument(bucket.policy().orElseThrow(), theirs)).isTrue();
    assertThat(bucket.cors()).isEqualTo(cors);
    assertThat(account.tracesOf(bucket.name())).isEmpty();
  }

  @Test
  void a_record_of_an_older_time_takes_back_what_it_knows_and_the_rest_is_said() {
    var bucket = LabBucket.create(localStack).withConfigurationOfOthers();
    JsonNode theirs = bucket.policy().orElseThrow();
    workflows.connect("{\"bucket\": \"%s\"}".formatted(bucket.name()));
    var older = account.record(bucket.name()).orElseThrow();
    ObjectNode more = bucket.policy().orElseThrow().deepCopy();
    more.withArray("/Statement").add(Json.parse(NAMED_DENY.formatted(bucket.name())));
    bucket.withPolicy(Json.write(more));
    workflows.connect("{\"bucket\": \"%s\"}".formatted(bucket.name()));
    putBack(older);

    var disconnected = workflows.disconnect("{\"bucket\": \"%s\"}".formatted(bucket.name()));

    assertThat(disconnected.outcome().path("findings").toString())
        .contains("EXEMPTION_LEFT", "TeamOnly", "ica-" + bucket.name());
    var left = bucket.policy().orElseThrow().path("Statement");
    for (int i = 0; i < theirs.path("Statement").size(); i++) {
      assertThat(CanonicalPolicy.sameStatement(left.path(i), theirs.path("Statement").path(i)))
          .as("%s", left.path(i))
          .isTrue();
    }
  }

  @Test
  void whoever_declared_the_bucket_disconnects_a_rebuilt_record() {
    var bucket = LabBucket.create(localStack);
    String declared =
        "{\"envelope\": \"1\", \"request\": {\"bucket\": \"%s\"}, \"door\": {\"owner\": \"stack of the lab\"}}"
            .formatted(bucket.name());
    assertThat(workflows.connect(declared).text("/status")).isEqualTo("CONNECTED");
    lose(bucket);
    listEveryConnection();
    assertThat(account.record(bucket.name()).orElseThrow()).doesNotContainKey("declaredBy");

    assertThat(workflows.disconnect(declared).text("/status")).isEqualTo("DISCONNECTED");

    assertThat(account.tracesOf(bucket.name())).isEmpty();
  }

  /** Its name is not the one that the bucket's would give, and the request's is not kept. */
  @Test
  void a_user_that_the_lost_request_had_named_is_not_left_behind() {
    var bucket = LabBucket.create(localStack);
    String user = "named-" + bucket.name().substring(bucket.name().length() - 12);
    String named = "{\"bucket\": \"%s\", \"userName\": \"%s\"}".formatted(bucket.name(), user);
    String unnamed = "{\"bucket\": \"%s\"}".formatted(bucket.name());
    workflows.connect(named);
    lose(bucket);
    listEveryConnection();

    assertThat(
            workflows
                .await(workflows.start("RotateStateMachineArn", unnamed))
                .text("/failure/error"))
        .isEqualTo("RecordRebuilt");
    assertThat(account.record(bucket.name()).orElseThrow()).doesNotContainKey("rotationFailure");
    assertThat(workflows.connect(unnamed).text("/failure/message")).contains("RENAMED", user);
    assertThat(workflows.disconnect(unnamed).text("/status")).isEqualTo("DISCONNECTED");

    assertThat(account.tracesOf(bucket.name())).isEmpty();
    assertThat(account.tracesOf(user)).isEmpty();
  }

  private void lose(LabBucket bucket) {
    dynamo.deleteItem(r ->
        r.tableName(localStack.output("RegistryTableName"))
            .key(Map.of("bucket", AttributeValue.fromS(bucket.name()))));
  }

  /** As docs/restore.md says: without leases. */
  private void putBack(Map<String, AttributeValue> record) {
    var item = new HashMap<>(record);
    List.of("leaseOwner", "leaseExpires", "rotator").forEach(item::remove);
    account.putRecord(item);
  }

  private void listEveryConnection() {
    var answer =
        localStack
            .client(LambdaClient.builder())
            .invoke(r ->
                r.functionName(
                        localStack
                            .output("ListFunctionName")
                            .replaceFirst("-list$", "-audit-buckets"))
                    .payload(SdkBytes.fromUtf8String("{\"run\": \"audit/lost\"}")));
    assertThat(answer.functionError()).as(answer.payload().asUtf8String()).isNull();
  }

  private JsonNode audit(LabBucket bucket) {
    String input = "{\"buckets\": [\"%s\"]}".formatted(bucket.name());
    return workflows.await(workflows.start("AuditStateMachineArn", input), Fleet.LONGEST).outcome();
  }
}
