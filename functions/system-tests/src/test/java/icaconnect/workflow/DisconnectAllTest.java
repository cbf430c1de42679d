package icaconnect.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import icaconnect.localstack.Workflows;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** What docs/operations.md does before a stack is deleted. */
@OnLocalStack
class DisconnectAllTest {
  private static final String MACHINE = "DisconnectAllStateMachineArn";

  private final Workflows workflows;
  private final LabBucket bucket;

  DisconnectAllTest(LocalStack localStack) {
    workflows = new Workflows(localStack);
    bucket = LabBucket.create(localStack).withConfigurationOfOthers();
  }

  @Test
  void it_gives_every_bucket_back_and_only_when_it_is_meant() {
    var before = bucket.configuration();
    workflows.connect("{\"bucket\": \"%s\"}".formatted(bucket.name()));

    assertThat(workflows.await(workflows.start(MACHINE, "{}")).status())
        .isEqualTo(ExecutionStatus.FAILED);
    assertThat(bucket.configuration()).isNotEqualTo(before);

    var ended =
        workflows.await(
            workflows.start(MACHINE, "{\"disconnect\": \"every bucket of this stack\"}"),
            Duration.ofMinutes(10));
    // Other tests share the stack, and may leave buckets that cannot be disconnected.
    assertThat(ended.error()).isIn(null, "NotAllDisconnected");
    assertThat(Objects.toString(cause(ended), "")).doesNotContain(bucket.name());
    assertThat(bucket.configuration()).isEqualTo(before);
  }

  private String cause(Workflows.Ended ended) {
    return workflows.sfn().describeExecution(r -> r.executionArn(ended.arn())).cause();
  }
}
