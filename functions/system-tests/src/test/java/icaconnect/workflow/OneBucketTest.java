package icaconnect.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import icaconnect.localstack.Workflows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

@OnLocalStack
class OneBucketTest {
  private static final Duration LONGEST = Duration.ofMinutes(20);

  private final LocalStack localStack;
  private final Workflows workflows;
  private final Account account;

  OneBucketTest(LocalStack localStack) {
    this.localStack = localStack;
    workflows = new Workflows(localStack);
    account = new Account(localStack);
  }

  @Test
  void thirty_two_requests_at_once_end_in_the_state_of_the_last_to_hold_the_lease() {
    var bucket = LabBucket.create(localStack).withConfigurationOfOthers();
    var before = bucket.configuration();

    var started = new ArrayList<String>();
    for (int i = 0; i < 8; i++) {
      started.add(
          workflows.start(
              "ConnectStateMachineArn",
              "{\"bucket\": \"%s\", \"prefix\": \"p%d/\"}".formatted(bucket.name(), i)));
      started.add(
          workflows.start(
              "DisconnectStateMachineArn", "{\"bucket\": \"%s\"}".formatted(bucket.name())));
      started.add(
          workflows.start(
              "ConnectStateMachineArn",
              "{\"bucket\": \"%s\", \"mode\": \"plan\"}".formatted(bucket.name())));
      started.add(
          workflows.start(
              "DisconnectStateMachineArn",
              "{\"bucket\": \"%s\", \"mode\": \"plan\"}".formatted(bucket.name())));
    }
    var ended = started.stream().map(arn -> workflows.await(arn, LONGEST)).toList();

    assertThat(ended)
        .allSatisfy(one ->
            assertThat(one.text("/status"))
                .as("%s", one.outcome())
                .isIn("CONNECTED", "DISCONNECTED", "PLANNED"));
    var last =
        ended.stream()
            .filter(one -> !one.text("/status").equals("PLANNED"))
            .max(Comparator.comparing(this::leased))
            .orElseThrow();
    if (last.text("/status").equals("DISCONNECTED")) {
      assertThat(account.record(bucket.name())).isEmpty();
      assertThat(account.tracesOf(bucket.name())).isEmpty();
    } else {
      var record = account.record(bucket.name()).orElseThrow();
      assertThat(record.get("state").s()).isEqualTo("CONNECTED");
      assertThat(record).doesNotContainKey("leaseOwner");
      assertThat(workflows.sfn().describeExecution(r -> r.executionArn(last.arn())).input())
          .contains(prefix(record.get("wish").s()));
      workflows.disconnect("{\"bucket\": \"%s\"}".formatted(bucket.name()));
    }
    assertThat(bucket.configuration()).as("nothing of theirs is lost").isEqualTo(before);
  }

  /** When the execution got the lease: the last time that it left that state. */
  private Instant leased(Workflows.Ended execution) {
    var leaving = Set.of(HistoryEventType.TASK_STATE_EXITED);
    return workflows.history(execution.arn()).stream()
        .filter(event ->
            leaving.contains(event.type())
                && event.stateExitedEventDetails().name().equals("Take the lease"))
        .map(event -> event.timestamp())
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  private static String prefix(String wish) {
    return wish.replaceAll(".*\"prefix\":\\s*\"(p\\d/)\".*", "$1");
  }
}
