package icaconnect.entry;

import static icaconnect.entry.Events.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icaconnect.entry.DeletionGuardHandler.Ports;
import icaconnect.failure.TryAgain;
import icaconnect.step.Invocation;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The attack: the stack is deleted, and its users and keys stay with nobody to take them back. */
class DeletionGuardHandlerTest extends GuardScene {
  @Test
  void a_stack_with_connections_is_not_deleted_and_it_is_said_how_it_can_be() {
    pages = List.of(List.of("lab-one"), List.of(), List.of("lab-two"));

    take(deletion());

    assertThat(answers.only().path("Status").asText()).isEqualTo("FAILED");
    assertThat(answers.only().path("Reason").asText())
        .isEqualTo(
            "STILL_CONNECTED: 2 buckets are still connected, so nothing was deleted. "
                + NOT_BY_FORCE
                + " Remedy: aws stepfunctions start-execution --region eu-west-2 --state-machine-arn "
                + WORKFLOW
                + " --input '{\"disconnect\": \"every bucket of this stack\"}' and, when that has"
                + " succeeded, delete the stack again. Still connected: lab-one, lab-two.");
    assertThat(asked).containsExactly(Optional.empty(), Optional.of("1"), Optional.of("2"));
  }

  @Test
  void a_stack_without_connections_is_deleted() {
    pages = List.of(List.of(), List.of());

    take(deletion());

    assertSuccess();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ROLLBACK_IN_PROGRESS",
        "UPDATE_ROLLBACK_IN_PROGRESS",
        "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
        "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"
      })
  void a_guard_that_goes_while_the_stack_stays_is_in_nobodys_way(String doing) {
    status = _ -> doing;
    pages = List.of(List.of("lab-one"));

    take(deletion());

    assertSuccess();
    assertThat(asked).isEmpty();
  }

  @Test
  void where_cloudformation_does_not_say_what_it_does_the_stack_is_kept() {
    status =
        _ -> {
          throw new IllegalStateException("denied");
        };
    pages = List.of(List.of("lab-one"));

    take(deletion());

    assertThat(answers.only().path("Reason").asText()).startsWith("STILL_CONNECTED: 1 bucket is ");
  }

  @ParameterizedTest
  @MethodSource("everything_that_can_be_thrown")
  void what_cannot_be_seen_is_not_taken_for_nothing_and_is_answered(Throwable failure) {
    take(
        deletion(),
        () ->
            new Ports(
                status,
                _ -> {
                  InMemoryRequests.<RuntimeException>throwIt(failure);
                  return null;
                },
                _ -> NOTHING,
                _ -> NOTHING));

    assertThat(answers.only().path("Status").asText()).isEqualTo("FAILED");
    assertThat(answers.only().path("Reason").asText())
        .startsWith("CONNECTIONS_UNSEEN: ")
        .contains(failure.getMessage() == null ? "Error" : failure.getMessage())
        .contains(NOT_BY_FORCE);
  }

  @ParameterizedTest
  @MethodSource("everything_that_can_be_thrown")
  void clients_that_cannot_be_made_are_answered(Throwable failure) {
    take(
        deletion(),
        () -> {
          InMemoryRequests.<RuntimeException>throwIt(failure);
          return null;
        });

    assertThat(answers.only().path("Reason").asText()).startsWith("CONNECTIONS_UNSEEN: ");
  }

  @Test
  void a_message_that_quotes_the_response_url_does_not_show_it() {
    var event = deletion();

    take(
        event,
        () -> {
          throw new IllegalStateException("at " + Events.url(event));
        });

    assertThat(answers.only().path("Reason").asText())
        .doesNotContain(Events.url(event))
        .contains("[response URL]");
  }

  @Test
  void a_registry_that_takes_too_long_is_not_taken_for_empty() {
    pages = IntStream.range(0, 1000).mapToObj(_ -> List.<String>of()).toList();
    clock = tenSecondsALook();

    take(deletion());

    assertThat(asked).hasSizeLessThan(5);
    assertThat(answers.only().path("Reason").asText())
        .startsWith("STILL_CONNECTED: at least 0 buckets are")
        .endsWith(" and others.");
  }

  @Test
  void an_answer_fits_however_many_are_connected() {
    pages = List.of(IntStream.range(0, 10_000).mapToObj(i -> "lab-%063d".formatted(i)).toList());

    take(deletion());

    assertThat(answers.only().path("Reason").asText())
        .contains("10000 buckets", WORKFLOW, "lab-" + "0".repeat(63))
        .endsWith(" and others.");
    assertThat(answers.only().toString().length()).isLessThan(AnswerBody.MOST_BYTES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"create", "update"})
  void making_and_changing_it_asks_for_no_connections_and_succeeds(String verb) {
    pages = List.of(List.of("lab-one"));

    take(ours(verb));

    assertSuccess();
    assertThat(asked).isEmpty();
  }

  /** An alarm on audits that do not come must not ring before the first could have. */
  @ParameterizedTest
  @ValueSource(strings = {"create", "update"})
  void audits_are_expected_from_when_the_stack_is_made_or_its_schedule_changes(String verb) {
    take(ours(verb).put("ResourceType", DeletionGuardHandler.AUDITS_EXPECTED));

    assertSuccess();
    assertThat(answers.only().path("Data"))
        .isEqualTo(icaconnect.lambda.Json.parse("{\"Since\": \"" + NOW.getEpochSecond() + "\"}"));
  }

  /** The guard has gone before it by then, and what it asks for would be gone, too. */
  @Test
  void what_expects_audits_is_in_no_deletions_way() {
    pages = List.of(List.of("lab-one"));

    take(deletion().put("ResourceType", DeletionGuardHandler.AUDITS_EXPECTED));

    assertSuccess();
    assertThat(asked).isEmpty();
  }

  @Test
  void its_id_never_changes_so_no_update_replaces_it() {
    take(ours("create"));
    take(ours("update").put("PhysicalResourceId", "ica-deletion-guard"));

    assertThat(answers.all())
        .extracting(answer -> answer.path("PhysicalResourceId").asText())
        .containsOnly("ica-deletion-guard");
  }

  @ParameterizedTest
  @ValueSource(strings = {"create", "update", "delete"})
  void another_stack_is_told_nothing_of_this_ones_buckets_and_is_not_kept(String verb) {
    pages = List.of(List.of("lab-one"));

    take(sample("cloudformation-" + verb));

    assertThat(asked).isEmpty();
    assertThat(answers.only().path("Status").asText())
        .isEqualTo(verb.equals("delete") ? "SUCCESS" : "FAILED");
    assertThat(answers.only().toString()).doesNotContain("lab-one");
  }

  @Test
  void nobody_but_cloudformation_is_answered() {
    take(deletion().put("ResponseURL", "https://evil.example/collect"));

    assertThat(answers.all()).isEmpty();
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "null", "7", "{\"RequestType\": \"Delete\"}"})
  void any_other_json_does_nothing(String json) {
    Invocation.of(handler(this::ports), icaconnect.lambda.Json.parse(json));

    assertThat(answers.all()).isEmpty();
    assertThat(asked).isEmpty();
  }

  /** Lambda calls again then. */
  @Test
  void an_answer_that_did_not_arrive_is_sent_again_by_the_next_call() {
    answers.refuseOnce("HTTP 503", false);
    assertThatThrownBy(() -> take(deletion())).isInstanceOf(TryAgain.class);

    take(deletion());

    assertSuccess();
  }
}
