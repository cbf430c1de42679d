package icaconnect.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import icaconnect.localstack.Workflows;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** What docs/operations.md does before a stack is deleted. */
@OnLocalStack
class DisconnectAllTest {
  private static final String MACHINE = "DisconnectAllStateMachineArn";

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
    var before = bucket.configuration();
    workflows.connect("{\"bucket\": \"%s\"}".formatted(bucket.name()));
    // What was never begun is in nobody's way.
    AnotherAccount.s3(localStack).createBucket(r -> r.bucket(THEIRS));
    workflows.connect("{\"bucket\": \"%s\"}".formatted(THEIRS));
    workflows.disconnect("{\"bucket\": \"%s\"}".formatted(THEIRS));

    assertThat(workflows.await(workflows.start(MACHINE, "{}")).status())
        .isEqualTo(ExecutionStatus.FAILED);
    assertThat(bucket.configuration()).isNotEqualTo(before);

    var ended =
        workflows.await(
            workflows.start(MACHINE, "{\"disconnect\": \"every bucket of this stack\"}"),
            Duration.ofMinutes(10));
    assertThat(ended.status())
        .as(() -> workflows.sfn().describeExecution(r -> r.executionArn(ended.arn())).cause())
        .isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(bucket.configuration()).isEqualTo(before);
  }
}
