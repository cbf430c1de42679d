package icaconnect.door;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.door.StandInCloudFormation.Event;
import icaconnect.localstack.Deadline;
import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import icaconnect.localstack.RequestLog;
import icaconnect.localstack.Workflows;
import icaconnect.workflow.LabBucket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@OnLocalStack
class DuplicatesTest {
  private final LocalStack localStack;
  private final RequestLog requests;
  private final Workflows workflows;

  DuplicatesTest(LocalStack localStack) {
    this.localStack = localStack;
    requests = new RequestLog(localStack);
    workflows = new Workflows(localStack);
  }

  @Test
  void events_that_are_delivered_again_make_no_write_call_and_get_no_second_answer() {
    var bucket = LabBucket.create(localStack);
    var next = LabBucket.create(localStack);
    var properties = Map.<String, Object>of("BucketName", bucket.name());
    var changed = Map.<String, Object>of("BucketName", bucket.name(), "CrossAccountCopy", "true");
    var replaced = Map.<String, Object>of("BucketName", next.name());
    var missing = Map.<String, Object>of("BucketName", "lab-that-is-missing");
    var id = "ica-connect:" + bucket.name();
    var nextId = "ica-connect:" + next.name();
    var events =
        List.of(
            Event.create("twice", properties),
            Event.update("twice", id, changed, properties),
            Event.update("twice", id, replaced, changed),
            Event.delete("twice", id, changed),
            Event.update("twice", nextId, missing, replaced),
            Event.delete("twice", nextId, replaced),
            Event.create("twice", missing),
            Event.delete("twice", "ica-connect-failed:1", missing),
            Event.create("twice", Map.of("BucketName", "NOT A BUCKET")));
    try (var cloudFormation = new StandInCloudFormation(localStack)) {
      for (var event : events) {
        cloudFormation.deliver(event);
        cloudFormation.send(event);
      }
      settle();
      int mark = requests.mark();

      events.forEach(cloudFormation::deliver);
      Deadline.await(
          Duration.ofSeconds(60),
          "the late deliveries",
          () ->
              requests.callsSince(mark).stream().filter("dynamodb:GetItem"::equals).count()
                  >= events.size());
      settle();

      assertThat(requests.everyWriteSince(mark)).isEmpty();
      assertThat(events)
          .allSatisfy(
              event -> assertThat(cloudFormation.answers(event)).as("%s", event).hasSize(1));
    }
  }

  @Test
  void the_response_url_is_in_no_input_no_output_no_history_and_no_log() {
    var bucket = LabBucket.create(localStack);
    try (var cloudFormation = new StandInCloudFormation(localStack)) {
      var event = Event.create("quiet", Map.of("BucketName", bucket.name()));
      assertThat(cloudFormation.send(event).path("Status").asText()).isEqualTo("SUCCESS");
      var arn =
          localStack.output("ConnectStateMachineArn").replace(":stateMachine:", ":execution:")
              + ":"
              + event.id().executionName();
      workflows.await(arn);

      assertThat(workflows.shown(arn))
          .contains(event.id().key())
          .doesNotContain("response-url-signature");
      assertThat(new FunctionLogs(localStack).everything())
          .doesNotContain("response-url-signature");
      cloudFormation.send(
          Event.delete(
              "quiet", "ica-connect:" + bucket.name(), Map.of("BucketName", bucket.name())));
    }
  }

  /** Reply marks the request as answered after it has sent the answer. */
  private void settle() {
    Deadline.await(Duration.ofSeconds(30), "quiet", new Quiet()::hasLasted);
  }

  /** No call to AWS for a while. */
  private final class Quiet {
    private static final Duration LONG_ENOUGH = Duration.ofMillis(1500);

    private int calls = requests.mark();
    private Instant since = Instant.now();

    boolean hasLasted() {
      int now = requests.mark();
      if (now != calls) {
        calls = now;
        since = Instant.now();
      }
      return Instant.now().isAfter(since.plus(LONG_ENOUGH));
    }
  }
}
