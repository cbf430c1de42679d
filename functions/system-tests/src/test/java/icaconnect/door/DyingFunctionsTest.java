package icaconnect.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.door.StandInCloudFormation.Event;
import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import icaconnect.workflow.Account;
import icaconnect.workflow.LabBucket;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Handlers that throw an Error: CloudFormation gets its answer, and its delete leaves nothing. */
@OnLocalStack
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DyingFunctionsTest {
  private final LocalStack localStack;
  private final Account account;
  private final StandInCloudFormation cloudFormation;

  DyingFunctionsTest(LocalStack localStack) {
    this.localStack = localStack;
    account = new Account(localStack);
    cloudFormation = new StandInCloudFormation(localStack);
  }

  @AfterAll
  void close() {
    cloudFormation.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"inspect", "cors", "bucket-policy", "iam", "credential", "verify"})
  void a_step_that_throws_an_error(String function) {
    var bucket = LabBucket.create(localStack).withConfigurationOfOthers();
    var before = bucket.configuration();
    JsonNode answer;
    try (var sabotage = new Sabotage(localStack, function)) {
      answer = cloudFormation.send(create(bucket));
    }
    assertThat(answer.path("Status").asText()).isEqualTo("FAILED");
    assertThat(answer.path("Reason").asText()).contains("sabotaged");

    assertNothingIsLeftAfterTheDelete(bucket, before, answer);
  }

  @Test
  void the_function_that_takes_requests() {
    var bucket = LabBucket.create(localStack);
    var before = bucket.configuration();
    var lambda = localStack.client(LambdaClient.builder());
    var function = LocalStack.STACK + "-custom-resource";
    // Not three times: Lambda waits one and two minutes in between.
    lambda.updateFunctionEventInvokeConfig(r -> r.functionName(function).maximumRetryAttempts(0));
    JsonNode answer;
    try (var sabotage = new Sabotage(localStack, "custom-resource")) {
      answer = cloudFormation.send(create(bucket));
    } finally {
      lambda.updateFunctionEventInvokeConfig(r -> r.functionName(function).maximumRetryAttempts(2));
    }
    assertThat(answer.path("Status").asText()).isEqualTo("FAILED");
    assertThat(answer.path("Reason").asText()).contains("could not be taken");

    assertNothingIsLeftAfterTheDelete(bucket, before, answer);
  }

  private void assertNothingIsLeftAfterTheDelete(
      LabBucket bucket, LabBucket.Configuration before, JsonNode answer) {
    var delete =
        Event.delete(
            "dying",
            answer.path("PhysicalResourceId").asText(),
            Map.of("BucketName", bucket.name()));
    assertThat(cloudFormation.send(delete).path("Status").asText()).isEqualTo("SUCCESS");
    assertThat(bucket.configuration()).isEqualTo(before);
    assertThat(account.tracesOf(bucket.name())).isEmpty();
    assertThat(
            account
                .record(bucket.name())
                .filter(item -> item.containsKey("leaseOwner") || item.containsKey("declaredBy")))
        .isEmpty();
  }

  private static Event create(LabBucket bucket) {
    return Event.create("dying", Map.of("BucketName", bucket.name()));
  }
}
