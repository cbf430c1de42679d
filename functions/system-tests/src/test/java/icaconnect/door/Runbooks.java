package icaconnect.door;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import icaconnect.localstack.Workflows;
import icaconnect.workflow.Account;
import icaconnect.workflow.LabBucket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * docs/operations.md, played on a stack of its own, by {@code make runbooks}: three deployments are
 * too long for every run. docs/restore.md is played by LostRecordTest. What no emulator has is not:
 * the import of a table, and a rollback.
 */
@OnLocalStack
class Runbooks {
  private static final String STACK = "lab-goes";
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final LocalStack localStack;
  private final Stacks stacks;

  Runbooks(LocalStack localStack) {
    this.localStack = localStack;
    stacks = new Stacks(localStack);
  }

  @Test
  void a_stack_is_made_upgraded_refuses_to_be_deleted_and_goes_when_all_is_disconnected() {
    var bucket = LabBucket.create(localStack).withConfigurationOfOthers();
    var before = bucket.configuration();
    var made = localStack.beside(STACK, List.of());
    new Workflows(made).connect("{\"bucket\": \"%s\"}".formatted(bucket.name()));
    assertThat(sound(made, bucket)).isTrue();

    var upgraded = localStack.beside(STACK, List.of("LogRetentionDays=30"));
    assertThat(sound(upgraded, bucket)).isTrue();

    var refused = stacks.delete(STACK);
    assertThat(refused.status("DeletionGuard")).isEqualTo("DELETE_FAILED");
    assertThat(refused.reason("DeletionGuard"))
        .contains("STILL_CONNECTED: 1 bucket is", bucket.name())
        .contains(upgraded.output("DisconnectAllStateMachineArn"));
    assertThat(sound(upgraded, bucket)).as("nothing was deleted").isTrue();

    var workflows = new Workflows(upgraded);
    var ended =
        workflows.await(
            workflows.start(
                "DisconnectAllStateMachineArn", "{\"disconnect\": \"every bucket of this stack\"}"),
            LONGEST);
    assertThat(ended.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(bucket.configuration()).isEqualTo(before);
    assertThat(new Account(localStack).tracesOf(bucket.name())).isEmpty();

    var deleted = stacks.delete(STACK);
    assertThat(deleted.status("DeletionGuard")).isEqualTo("DELETE_COMPLETE");
    assertThat(deleted.status(STACK)).isEqualTo("DELETE_COMPLETE");
    assertThat(
            localStack
                .client(DynamoDbClient.builder())
                .scan(r -> r.tableName(upgraded.output("RegistryTableName")))
                .items())
        .as("the registry stays, with replaced documents, and names no connection")
        .allSatisfy(item -> assertThat(item.get("bucket").s()).contains("#"));
    assertThat(
            localStack
                .client(IamClient.builder())
                .getPolicy(r -> r.policyArn(upgraded.output("ConnectionBoundaryArn")))
                .policy())
        .as("the boundary stays")
        .isNotNull();
  }

  private static boolean sound(LocalStack stack, LabBucket bucket) {
    var workflows = new Workflows(stack);
    var audit =
        workflows.await(
            workflows.start(
                "AuditStateMachineArn", "{\"buckets\": [\"%s\"]}".formatted(bucket.name())),
            LONGEST);
    return audit.outcome().at("/byOutcome/SOUND").asInt() == 1;
  }
}
