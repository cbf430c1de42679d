package icaconnect.entry;

import static icaconnect.entry.Events.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.failure.TryAgain;
import icaconnect.step.Invocation;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomResourceHandlerTest {
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-11-24T09:00:00Z"), ZoneOffset.UTC);

  private final InMemoryRequests requests = new InMemoryRequests();
  private final InMemoryWorkflows workflows = new InMemoryWorkflows();
  private final Answers answers = new Answers();
  private final List<String> log = new ArrayList<>();

  @Test
  void starts_the_workflow_and_tells_it_where_to_answer_but_not_the_url() {
    take(sample("cloudformation-create"));

    var started = workflows.only();
    assertThat(started.workflow()).isEqualTo(Workflow.CONNECT);
    assertThat(started.input().at("/door/key").asText()).startsWith("request#cfn-");
    assertThat(started.input().at("/door/owner").asText())
        .endsWith("/Connection")
        .startsWith("arn:aws:cloudformation:");
    assertThat(started.input().toString()).doesNotContain("http");
    assertThat(requests.get(started.input().at("/door/key").asText()).responseUrl())
        .contains("X-Amz-Signature");
    assertThat(answers.all()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create",
        "update",
        "update-replacement",
        "update-rollback",
        "delete",
        "create-refused",
        "update-refused",
        "delete-of-failed-create",
        "delete-of-unanswered-create"
      })
  void writes_nothing_when_an_event_is_delivered_again(String event) {
    take(sample("cloudformation-" + event));
    requests.writes().clear();

    take(sample("cloudformation-" + event));

    assertThat(requests.writes()).isEmpty();
    assertThat(workflows.started().size() + answers.all().size()).isEqualTo(1);
  }

  @Test
  void starts_nothing_for_a_request_that_was_refused_and_sends_that_answer_again() {
    var event = sample("cloudformation-create");
    var refused = Door.failed(ResourceRequest.read(event), "The registry was away.");
    requests.keep(refused.waiting().decidedAs(refused.answer()), NOW.instant());

    take(event);

    assertThat(workflows.started()).isEmpty();
    assertThat(answers.only().path("Status").asText()).isEqualTo("FAILED");
  }

  @Test
  void starts_the_workflow_when_an_earlier_delivery_died_before_it_did() {
    var event = sample("cloudformation-create");
    requests.keep(Door.decide(ResourceRequest.read(event)).waiting(), NOW.instant());

    take(event);

    assertThat(workflows.started()).hasSize(1);
  }

  static List<Throwable> everything_that_can_be_thrown() {
    return List.of(
        new IllegalStateException("no"),
        new OutOfMemoryError("no"),
        new StackOverflowError(),
        new LinkageError("no"),
        new Exception("checked"),
        new ExceptionInInitializerError("no"),
        new AssertionError("no"),
        new Throwable("no"));
  }

  @ParameterizedTest
  @MethodSource("everything_that_can_be_thrown")
  void answers_failed_when_the_workflow_cannot_be_started(Throwable failure) {
    workflows.breakWith(failure);

    take(sample("cloudformation-create"));

    assertFailedAndReal();
  }

  @ParameterizedTest
  @MethodSource("everything_that_can_be_thrown")
  void answers_failed_when_the_registry_is_broken(Throwable failure) {
    requests.breakWith(failure);

    take(sample("cloudformation-create"));

    assertFailedAndReal();
  }

  @ParameterizedTest
  @MethodSource("everything_that_can_be_thrown")
  void answers_failed_when_not_even_the_clients_can_be_made(Throwable failure) {
    take(
        sample("cloudformation-create"),
        () -> {
          InMemoryRequests.<RuntimeException>throwIt(failure);
          return null;
        });

    assertFailedAndReal();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "7",
        "\"text\"",
        "{\"BucketName\": {\"Fn::Ref\": []}}",
        "{\"BucketName\": null}"
      })
  void answers_failed_when_the_properties_cannot_be_decoded(String properties) {
    var event = sample("cloudformation-create");
    event.set("ResourceProperties", icaconnect.lambda.Json.parse(properties));

    take(event);

    assertThat(answers.only().path("Status").asText()).isEqualTo("FAILED");
    assertThat(answers.only().path("PhysicalResourceId").asText())
        .startsWith("ica-connect-failed:");
  }

  @Test
  void does_not_let_anybody_elses_message_tell_the_url() {
    var event = sample("cloudformation-create");
    requests.breakWith(new IllegalArgumentException("bad item: " + Events.url(event)));

    take(event);

    assertThat(answers.only().path("Reason").asText() + log)
        .contains("bad item")
        .doesNotContain("X-Amz-Signature");
  }

  @Test
  void fails_so_that_lambda_calls_again_when_the_answer_does_not_arrive() {
    answers.refuseOnce("HTTP 503", false);

    assertThatThrownBy(() -> take(sample("cloudformation-create-refused")))
        .isInstanceOf(TryAgain.class);
    assertThat(log)
        .singleElement()
        .asString()
        .contains("ANSWER_UNDELIVERED", "HTTP 503")
        .doesNotContain("X-Amz-Signature");

    take(sample("cloudformation-create-refused"));
    assertThat(answers.only().path("Status").asText()).isEqualTo("FAILED");
  }

  private void assertFailedAndReal() {
    assertThat(answers.only().path("Status").asText()).isEqualTo("FAILED");
    assertThat(answers.only().path("Reason").asText()).startsWith("INTERNAL_ERROR");
    assertThat(answers.only().path("PhysicalResourceId").asText())
        .as("the workflow may have been started: a delete must find what it did")
        .isEqualTo("ica-connect:lab-sequencing-data");
  }

  private void take(JsonNode event) {
    take(event, () -> new Ports(requests, workflows, Claims.BELIEVED));
  }

  private void take(JsonNode event, Supplier<Ports> wiring) {
    Invocation.of(new CustomResourceHandler(wiring, answers, NOW), event, log::add);
  }
}
