package icaconnect.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import icaconnect.localstack.Workflows;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** What docs/operations.md does before a stack is deleted. */
@OnLocalStack
class DisconnectAllTest {
  private static final String MACHINE = "DisconnectAllStateMachineArn";
  private static final String MEANT = "{\"disconnect\": \"every bucket of this stack\"}";

  private static final String THEIRS = "of-another-account-for-disconnect-all";

  private final LocalStack localStack;
  private final Workflows workflows;
  private final LabBucket bucket;

  DisconnectAllTest(LocalStack localStack) {
    this.localStack = localStack;
    workflows = new Workflows(localStack);
    bucket = LabBucket.create(localStack).withConfigurationOfOthers();
  }

  @Test
  void it_gives_every_bucket_back_and_only_when_it_is_meant() {
    endWhatOtherTestsHaveLeft();
    var before = bucket.configuration();
    workflows.connect("{\"bucket\": \"%s\"}".formatted(bucket.name()));
    // What was never begun is in nobody's way.
    AnotherAccount.s3(localStack).createBucket(r -> r.bucket(THEIRS));
    workflows.connect("{\"bucket\": \"%s\"}".formatted(THEIRS));
    workflows.disconnect("{\"bucket\": \"%s\"}".formatted(THEIRS));

    assertThat(workflows.await(workflows.start(MACHINE, "{}")).status())
        .isEqualTo(ExecutionStatus.FAILED);
    assertThat(bucket.configuration()).isNotEqualTo(before);

    var ended = disconnectAll();
    assertThat(ended.status())
        .as(() -> workflows.sfn().describeExecution(r -> r.executionArn(ended.arn())).cause())
        .isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(bucket.configuration()).isEqualTo(before);
    assertThat(ended.outcome().path("usersLeft").asInt(-1)).isZero();
  }

  /** The attack: the record is lost, nobody audits, and the key stays live for ever. */
  @Test
  void a_user_that_no_record_knows_is_named_until_it_is_gone() {
    workflows.connect("{\"bucket\": \"%s\"}".formatted(bucket.name()));
    localStack
        .client(DynamoDbClient.builder())
        .deleteItem(r ->
            r.tableName(localStack.output("RegistryTableName"))
                .key(Map.of("bucket", AttributeValue.fromS(bucket.name()))));

    var ended = disconnectAll();
    assertThat(ended.status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(ended.text("/failure/error")).isEqualTo("UsersLeft");
    assertThat(ended.text("/failure/message"))
        .contains("ica-" + bucket.name(), localStack.output("AuditStateMachineArn"));

    workflows.disconnect("{\"bucket\": \"%s\"}".formatted(bucket.name()));
    assertThat(disconnectAll().text("/failure/message")).doesNotContain("ica-" + bucket.name());
  }

  /**
   * The attack: a disconnect has kept the user for a key of a person's, and forgotten its record.
   */
  @Test
  void a_user_of_an_earlier_connection_is_named_where_the_stack_has_such() {
    var iam = localStack.client(IamClient.builder());
    String earlier = "ica-earlier-" + bucket.name();
    String anothers = "ica-anothers-" + bucket.name();
    iam.createUser(r -> r.userName(earlier).path("/ica-connect/"));
    iam.createUser(r -> r.userName(anothers).path("/ica-connect/another/us-east-1/"));
    try {
      assertThat(disconnectAll().outcome().toString()).doesNotContain(earlier, anothers);

      var ended = withEarlierConnections();
      assertThat(ended.text("/failure/error")).isEqualTo("UsersLeft");
      assertThat(ended.text("/failure/message")).contains(earlier).doesNotContain(anothers);
    } finally {
      iam.deleteUser(r -> r.userName(earlier));
      iam.deleteUser(r -> r.userName(anothers));
    }
  }

  private Workflows.Ended disconnectAll() {
    return ended(workflows.start(MACHINE, MEANT));
  }

  /** The same workflow as the template makes it of the other value of its parameter. */
  private Workflows.Ended withEarlierConnections() {
    var sfn = workflows.sfn();
    var deployed = sfn.describeStateMachine(r -> r.stateMachineArn(localStack.output(MACHINE)));
    String said = "'false' = 'true'";
    assertThat(deployed.definition()).contains(said);
    var beside =
        sfn.createStateMachine(r ->
            r.name(deployed.name() + "-earlier")
                .definition(deployed.definition().replace(said, "'true' = 'true'"))
                .roleArn(deployed.roleArn()));
    try {
      return ended(
          sfn.startExecution(r -> r.stateMachineArn(beside.stateMachineArn()).input(MEANT))
              .executionArn());
    } finally {
      sfn.deleteStateMachine(r -> r.stateMachineArn(beside.stateMachineArn()));
    }
  }

  private Workflows.Ended ended(String execution) {
    return workflows.await(execution, Duration.ofMinutes(10));
  }

  /** As docs/operations.md ends users without a record. */
  private void endWhatOtherTestsHaveLeft() {
    disconnectAll();
    var iam = localStack.client(IamClient.builder());
    iam.listUsersPaginator(r -> r.pathPrefix("/ica-connect/" + LocalStack.STACK + "/us-east-1/"))
        .users()
        .forEach(user -> {
          String name = user.userName();
          iam.listAccessKeysPaginator(r -> r.userName(name))
              .accessKeyMetadata()
              .forEach(
                  key -> iam.deleteAccessKey(r -> r.userName(name).accessKeyId(key.accessKeyId())));
          iam.listAttachedUserPoliciesPaginator(r -> r.userName(name))
              .attachedPolicies()
              .forEach(policy ->
                  iam.detachUserPolicy(r -> r.userName(name).policyArn(policy.policyArn())));
          iam.deleteUser(r -> r.userName(name));
        });
  }
}
