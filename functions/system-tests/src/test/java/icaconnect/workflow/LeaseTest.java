package icaconnect.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.lambda.Json;
import icaconnect.localstack.Deadline;
import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import icaconnect.localstack.Workflows;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;

@OnLocalStack
class LeaseTest {
  private final LocalStack localStack;
  private final Workflows workflows;
  private final Account account;

  LeaseTest(LocalStack localStack) {
    this.localStack = localStack;
    workflows = new Workflows(localStack);
    account = new Account(localStack);
  }

  @Test
  void a_bucket_is_taken_over_at_once_from_an_execution_that_was_stopped() {
    var bucket = LabBucket.create(localStack);
    new LeaseHolder(localStack, 600).of(bucket).stop();
    var start = Instant.now();

    var ended = workflows.connect("{\"bucket\": \"%s\"}".formatted(bucket.name()));

    assertThat(ended.text("/status")).as("%s", ended.outcome()).isEqualTo("CONNECTED");
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(60));
    assertThat(account.record(bucket.name()).orElseThrow().get("fence").n()).isEqualTo("8");
  }

  @Test
  void an_execution_waits_for_a_living_holder() {
    var bucket = LabBucket.create(localStack);
    var holder = new LeaseHolder(localStack, 600).of(bucket);

    String arn =
        workflows.start("ConnectStateMachineArn", "{\"bucket\": \"%s\"}".formatted(bucket.name()));
    Deadline.await(
        Duration.ofMinutes(1),
        "a wait for the holder",
        () ->
            workflows.history(arn).stream()
                .anyMatch(event ->
                    event.stateEnteredEventDetails() != null
                        && event.stateEnteredEventDetails().name().equals("Wait for the holder")));
    holder.stop();
    var ended = workflows.await(arn);

    assertThat(ended.text("/status")).as("%s", ended.outcome()).isEqualTo("CONNECTED");
  }

  @Test
  void simultaneous_requests_for_one_bucket_take_turns() {
    var bucket = LabBucket.create(localStack).withConfigurationOfOthers();
    var before = bucket.configuration();

    var started =
        IntStream.range(0, 4)
            .mapToObj(i ->
                workflows.start(
                    "ConnectStateMachineArn",
                    "{\"bucket\": \"%s\", \"prefix\": \"p%d/\"}".formatted(bucket.name(), i)))
            .toList();

    assertThat(started)
        .allSatisfy(arn -> assertThat(workflows.await(arn).text("/status")).isEqualTo("CONNECTED"));
    assertThat(bucket.cors()).hasSize(3);
    workflows.disconnect("{\"bucket\": \"%s\"}".formatted(bucket.name()));
    assertThat(bucket.configuration()).isEqualTo(before);
  }

  @Test
  void a_step_whose_lease_was_lost_writes_nothing() {
    var bucket = LabBucket.create(localStack);
    LeaseHolder.lease(
        account,
        bucket,
        "arn:aws:states:us-east-1:000000000000:execution:ica-connect-connect:the-new-holder");
    var lambda = localStack.client(LambdaClient.builder());
    var input =
        """
        {"goal": "connect", "request": {"bucket": "%s"}, "journal": {},
         "facts": {"exists": true, "region": "us-east-1", "versioning": "NEVER"},
         "lease": {"owner": "arn:aws:states:us-east-1:000000000000:execution:ica-connect-connect:the-old-holder", "fence": 6}}
        """
            .formatted(bucket.name());

    for (var function : new String[] {"cors", "iam"}) {
      var answer =
          lambda.invoke(r ->
              r.functionName("ica-connect-" + function).payload(SdkBytes.fromUtf8String(input)));
      assertThat(Json.parse(answer.payload().asUtf8String()).path("errorType").asText())
          .isEqualTo("icaconnect.failure.LeaseLost");
    }
    assertThat(bucket.cors()).isEmpty();
    assertThat(account.tracesOf(bucket.name())).isEmpty();
  }
}
