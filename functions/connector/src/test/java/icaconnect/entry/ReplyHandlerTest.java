package icaconnect.entry;

import static icaconnect.entry.Events.broken;
import static icaconnect.entry.Events.reply;
import static icaconnect.entry.Events.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.failure.TryAgain;
import icaconnect.step.Invocation;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyHandlerTest {
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-11-24T09:00:00Z"), ZoneOffset.UTC);
  private static final JsonNode CREATE = sample("cloudformation-create");
  private static final JsonNode REPLACEMENT = sample("cloudformation-update-replacement");

  private final InMemoryRequests requests = new InMemoryRequests();
  private final InMemoryWorkflows workflows = new InMemoryWorkflows();
  private final Answers answers = new Answers();
  private final List<String> log = new ArrayList<>();

  @Test
  void answers_success_with_the_attributes() {
    take(CREATE);

    call(reply("reply-connected", CREATE));

    assertThat(answers.only().path("Status").asText()).isEqualTo("SUCCESS");
    assertThat(answers.only().path("PhysicalResourceId").asText())
        .isEqualTo("ica-connect:lab-sequencing-data");
    assertThat(answers.only().at("/Data/FindingsCount").asText()).isEqualTo("2");
    assertThat(answers.only().at("/Data/AccessKeyId").asText()).startsWith("AKIA");
    assertThat(requests.get(ResourceRequest.read(CREATE).id().key()).responseUrl())
        .as("forgotten")
        .isEmpty();
  }

  @Test
  void answers_a_failed_create_that_left_nothing_with_a_marker() {
    take(CREATE);

    call(reply("reply-failed", CREATE));

    assertThat(answers.only().path("PhysicalResourceId").asText())
        .startsWith("ica-connect-failed:");
    assertThat(answers.only().path("Reason").asText())
        .contains("AccessDenied", "has been taken back");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ABORTED", "TIMED_OUT", "FAILED"})
  void answers_for_an_execution_that_broke_and_names_what_it_may_have_left(String status) {
    take(CREATE);

    call(broken(status, CREATE));

    assertThat(answers.only().path("Status").asText()).isEqualTo("FAILED");
    assertThat(answers.only().path("Reason").asText()).contains("EXECUTION_" + status);
    assertThat(answers.only().path("PhysicalResourceId").asText())
        .isEqualTo("ica-connect:lab-sequencing-data");
  }

  @ParameterizedTest
  @ValueSource(strings = {"reply-connected", "reply-failed"})
  void answers_once_and_writes_nothing_the_second_time(String outcome) {
    take(CREATE);
    call(reply(outcome, CREATE));
    requests.writes().clear();

    call(reply(outcome, CREATE));
    call(broken("FAILED", CREATE));
    call(broken("TIMED_OUT", CREATE));

    assertThat(answers.all()).hasSize(1);
    assertThat(requests.writes()).isEmpty();
    assertThat(workflows.started()).as("the create alone").hasSize(1);
  }

  @Test
  void sends_the_answer_that_was_decided_first() {
    take(CREATE);
    answers.refuseOnce("HTTP 500", false);
    assertThatThrownBy(() -> call(reply("reply-connected", CREATE))).isInstanceOf(TryAgain.class);

    call(broken("TIMED_OUT", CREATE));

    assertThat(answers.only().path("Status").asText()).isEqualTo("SUCCESS");
  }

  @Test
  void says_in_the_log_when_the_answer_is_refused_for_good_and_does_not_try_again() {
    take(CREATE);
    answers.refuseOnce("HTTP 403", true);

    assertThat(call(reply("reply-connected", CREATE)).path("answer").asText())
        .isEqualTo("GIVEN_UP");
    assertThat(log)
        .singleElement()
        .asString()
        .contains("ANSWER_UNDELIVERED", "/Connection", "HTTP 403")
        .doesNotContain("X-Amz");
  }

  @Test
  void leaves_the_sending_to_the_one_who_sends_already() {
    take(CREATE);
    requests.claim(
        ResourceRequest.read(CREATE).id().key(),
        "{}",
        NOW.instant(),
        NOW.instant().plusSeconds(100));

    assertThatThrownBy(() -> call(reply("reply-connected", CREATE))).isInstanceOf(TryAgain.class);
    assertThat(answers.all()).isEmpty();
  }

  @Test
  void knows_that_nobody_waits_for_a_nested_execution() {
    assertThat(call(broken("FAILED", CREATE)).path("answer").asText()).isEqualTo("NOBODY_WAITS");
    assertThat(requests.writes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SUCCEEDED", "FAILED", "ABORTED"})
  void the_end_of_a_disconnect_that_somebody_named_like_a_running_connect_is_no_answer(String end) {
    take(CREATE);

    var forged =
        switch (end) {
          case "ABORTED" -> brokenDisconnect();
          case "FAILED" -> reply("reply-failed", CREATE).put("workflow", "disconnect");
          default -> {
            var reply = reply("reply-connected", CREATE).put("workflow", "disconnect");
            reply.withObject("/outcome").put("status", "DISCONNECTED");
            yield reply;
          }
        };

    assertThat(call(forged).path("answer").asText()).isEqualTo("NOBODY_WAITS");
    assertThat(answers.all()).isEmpty();
    call(reply("reply-connected", CREATE));
    assertThat(answers.only().path("Status").asText()).isEqualTo("SUCCESS");
  }

  @Test
  void the_end_of_an_execution_named_like_a_request_that_was_refused_changes_no_answer() {
    var refused = sample("cloudformation-create-refused");
    answers.refuseOnce("HTTP 500", false);
    assertThatThrownBy(() -> take(refused)).isInstanceOf(TryAgain.class);

    call(reply("reply-connected", refused));

    assertThat(answers.only().path("Status").asText()).isEqualTo("FAILED");
    assertThat(answers.only().path("Reason").asText()).contains("Nothing was done");
  }

  private static ObjectNode brokenDisconnect() {
    var event = broken("ABORTED", CREATE);
    var detail = event.withObject("/detail");
    detail.put(
        "stateMachineArn",
        detail.path("stateMachineArn").asText().replaceAll("-connect$", "-disconnect"));
    return event;
  }

  @ParameterizedTest
  @ValueSource(strings = {"ABORTED", "TIMED_OUT"})
  void takes_back_the_new_bucket_of_a_replacement_that_broke(String status) {
    take(REPLACEMENT);

    call(broken(status, REPLACEMENT));

    assertThat(answers.only().path("PhysicalResourceId").asText())
        .isEqualTo("ica-connect:lab-sequencing-data");
    var takenBack =
        workflows
            .started()
            .get(ResourceRequest.read(REPLACEMENT).id().executionName() + "-taken-back");
    assertThat(takenBack.workflow()).isEqualTo(Workflow.DISCONNECT);
    assertThat(takenBack.input().at("/request/bucket").asText()).isEqualTo("lab-new-data");
    assertThat(takenBack.input().at("/door/owner").asText())
        .as("only if it is this resource's")
        .endsWith("/Connection");
    assertThat(takenBack.input().at("/door").has("key")).as("nobody waits").isFalse();
  }

  @Test
  void takes_back_the_new_bucket_when_it_was_connected_after_all_though_the_door_said_failed() {
    workflows.breakWith(new IllegalStateException("the answer of StartExecution got lost"));
    take(REPLACEMENT);
    assertThat(answers.only().path("Status").asText()).isEqualTo("FAILED");
    workflows.breakWith(null);

    call(reply("reply-connected", REPLACEMENT));

    assertThat(workflows.started()).hasSize(2);
    assertThat(answers.all()).hasSize(1);
  }

  @Test
  void takes_nothing_back_when_the_replacement_left_nothing() {
    take(REPLACEMENT);

    call(reply("reply-failed", REPLACEMENT));
    call(broken("FAILED", REPLACEMENT));

    assertThat(workflows.started()).hasSize(1);
    assertThat(answers.only().path("Reason").asText())
        .contains("The connection of the bucket before stays in place.");
  }

  @Test
  void answers_for_a_custom_resource_function_that_died_three_times() {
    call(sample("reply-custom-resource-died"));

    assertThat(answers.only().path("Status").asText()).isEqualTo("FAILED");
    assertThat(answers.only().path("Reason").asText()).contains("RetriesExhausted");
    assertThat(answers.only().path("PhysicalResourceId").asText())
        .isEqualTo("ica-connect:lab-sequencing-data");
  }

  @Test
  void leaves_the_answer_to_the_workflow_if_the_function_died_after_it_had_started_it() {
    take(CREATE);

    call(sample("reply-custom-resource-died"));

    assertThat(answers.all()).isEmpty();
  }

  private void take(JsonNode event) {
    Invocation.of(
        new CustomResourceHandler(
            () -> new Ports(requests, workflows, Claims.BELIEVED), answers, NOW),
        event,
        line -> {});
  }

  private JsonNode call(ObjectNode event) {
    return Invocation.of(
        new ReplyHandler(new Ports(requests, workflows), answers, NOW), event, log::add);
  }
}
