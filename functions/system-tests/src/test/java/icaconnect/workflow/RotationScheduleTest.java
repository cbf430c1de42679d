package icaconnect.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import icaconnect.localstack.Workflows;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** LocalStack never fires schedules, so the schedule's target is started here. */
@OnLocalStack
class RotationScheduleTest {
  private final LocalStack localStack;
  private final Workflows workflows;
  private final LabBucket bucket;

  RotationScheduleTest(LocalStack localStack) {
    this.localStack = localStack;
    workflows = new Workflows(localStack);
    bucket = LabBucket.create(localStack);
  }

  @Test
  void every_connection_is_looked_at_and_young_keys_are_left_alone() {
    workflows.connect("{\"bucket\": \"%s\"}".formatted(bucket.name()));
    var key = new Rotation(localStack, bucket).current();

    assertThat(due().status()).isEqualTo(ExecutionStatus.SUCCEEDED);

    var looked = workflows.await(rotation());
    assertThat(looked.text("/status")).as("%s", looked.outcome()).isEqualTo("NOTHING_TO_ROTATE");
    assertThat(new Rotation(localStack, bucket).current()).isEqualTo(key);
    assertThat(due().status()).as("a second time on one day").isEqualTo(ExecutionStatus.SUCCEEDED);
  }

  private Workflows.Ended due() {
    return workflows.await(workflows.start("RotateDueStateMachineArn", "{}"));
  }

  private String rotation() {
    return workflows
        .sfn()
        .listExecutionsPaginator(r -> r.stateMachineArn(localStack.output("RotateStateMachineArn")))
        .executions()
        .stream()
        .filter(execution -> execution.name().startsWith(bucket.name() + "-"))
        .findFirst()
        .orElseThrow()
        .executionArn();
  }
}
