package icaconnect.entry;

import static icaconnect.entry.Events.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.entry.DeletionGuardHandler.Guarded;
import icaconnect.entry.DeletionGuardHandler.Ports;
import icaconnect.failure.TryAgain;
import icaconnect.step.Invocation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The attack: the stack is deleted, and its users and keys stay with nobody to take them back. */
class DeletionGuardHandlerTest {
  private static final String WORKFLOW =
      "arn:aws:states:eu-west-2:111122223333:stateMachine:lab-disconnect-all";
  private static final String AUDIT =
      "arn:aws:states:eu-west-2:111122223333:stateMachine:lab-audit";

  /** CloudFormation's console offers it where a deletion is tried again. */
  private static final String NOT_BY_FORCE =
      "Do not force the deletion (FORCE_DELETE_STACK): that passes over this guard, and access keys"
          + " may stay live with nothing to take them back.";

  private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");

  private static final Pages.Page NOTHING = new Pages.Page(List.of(), Optional.empty());

  private final Answers answers = new Answers();
  private final List<Optional<String>> asked = new ArrayList<>();
  private List<String> newer = List.of();
  private List<List<String>> pages = List.of(List.of());
  private List<List<String>> users = List.of(List.of());
  private StackStatus status = _ -> "DELETE_IN_PROGRESS";
  private Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

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

  /** The attack: the record of a connection is lost, and with the stack all that knows its key. */
  @Test
  void a_live_user_without_a_record_keeps_the_stack_and_it_is_said_what_takes_it_back() {
    users = List.of(List.of(), List.of("ica-lab-one"), List.of("second"));

    take(deletion());

    assertThat(answers.only().path("Status").asText()).isEqualTo("FAILED");
    assertThat(answers.only().path("Reason").asText())
        .startsWith(
            "USERS_WITHOUT_RECORD: 2 IAM users of this stack without a record of the connection,"
                + " whose access keys may be live, so nothing was deleted: ica-lab-one, second. "
                + NOT_BY_FORCE
                + " Remedy: aws stepfunctions start-execution --region eu-west-2"
                + " --state-machine-arn "
                + AUDIT
                + " --input '{}' rebuilds the records that it can, and then aws stepfunctions"
                + " start-execution --region eu-west-2 --state-machine-arn "
                + WORKFLOW
                + " --input '{\"disconnect\": \"every bucket of this stack\"}' takes those back.")
        .contains("aws iam delete-access-key --user-name NAME --access-key-id ID");
  }

  @Test
  void users_that_there_is_no_time_to_look_for_keep_the_stack() {
    users = IntStream.range(0, 1000).mapToObj(_ -> List.<String>of()).toList();
    clock = tenSecondsALook();

    take(deletion());

    assertThat(answers.only().path("Reason").asText())
        .startsWith("USERS_WITHOUT_RECORD: at least 0 IAM users ")
        .contains(" and others. " + NOT_BY_FORCE + " Remedy: ");
  }

  @ParameterizedTest
  @MethodSource("everything_that_can_be_thrown")
  void users_that_cannot_be_seen_are_not_taken_for_nobody(Throwable failure) {
    take(
        deletion(),
        () ->
            new Ports(
                status,
                _ -> NOTHING,
                _ -> NOTHING,
                _ -> {
                  InMemoryRequests.<RuntimeException>throwIt(failure);
                  return null;
                }));

    assertThat(answers.only().path("Status").asText()).isEqualTo("FAILED");
    assertThat(answers.only().path("Reason").asText())
        .startsWith("CONNECTIONS_UNSEEN: ")
        .contains(failure.getMessage() == null ? "Error" : failure.getMessage())
        .contains(NOT_BY_FORCE);
  }

  @Test
  void the_longest_names_of_users_leave_room_for_the_remedy() {
    users = List.of(IntStream.range(0, 100).mapToObj("u%063d"::formatted).toList());

    take(deletion());

    assertThat(answers.only().path("Reason").asText())
        .contains("100 IAM users", " and others. ", NOT_BY_FORCE, AUDIT, WORKFLOW)
        .endsWith("--new-path /");
  }

  static List<Throwable> everything_that_can_be_thrown() {
    return List.of(
        new IllegalStateException("the table is gone"),
        new TryAgain("throttled"),
        new OutOfMemoryError("no"),
        new LinkageError("no"),
        new ExceptionInInitializerError("no"),
        new Exception("checked"));
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

  @ParameterizedTest
  @ValueSource(strings = {"create", "update"})
  void a_version_that_does_not_know_what_a_newer_one_has_written_is_refused(String verb) {
    newer = List.of("lab-new");
    status = _ -> verb.toUpperCase(java.util.Locale.ROOT) + "_IN_PROGRESS";

    take(ours(verb));

    assertThat(answers.only().path("Status").asText()).isEqualTo("FAILED");
    assertThat(answers.only().path("Reason").asText())
        .isEqualTo(
            "REGISTRY_IS_NEWER: This version does not know the records that a newer one has"
                + " written. Remedy: deploy the newer version, or disconnect these buckets by it"
                + " first: lab-new.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ROLLBACK_IN_PROGRESS", "UPDATE_ROLLBACK_IN_PROGRESS"})
  void an_update_that_is_taken_back_is_not_held_up(String doing) {
    newer = List.of("lab-new");
    status = _ -> doing;

    take(ours("update"));

    assertSuccess();
  }

  @ParameterizedTest
  @MethodSource("everything_that_can_be_thrown")
  void a_registry_that_cannot_be_read_keeps_nobody_from_deploying(Throwable failure) {
    take(
        ours("update"),
        () -> {
          InMemoryRequests.<RuntimeException>throwIt(failure);
          return null;
        });

    assertSuccess();
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

  private void assertSuccess() {
    assertThat(answers.only().path("Status").asText()).isEqualTo("SUCCESS");
  }

  private static ObjectNode deletion() {
    return ours("delete");
  }

  private static ObjectNode ours(String verb) {
    return sample("cloudformation-" + verb).put("StackId", "arn:aws:cloudformation:the-stack");
  }

  private void take(JsonNode event) {
    take(event, this::ports);
  }

  private void take(JsonNode event, Supplier<Ports> wiring) {
    Invocation.of(handler(wiring), event);
  }

  private DeletionGuardHandler handler(Supplier<Ports> wiring) {
    return new DeletionGuardHandler(
        new Guarded("arn:aws:cloudformation:the-stack", AUDIT, WORKFLOW), wiring, answers, clock);
  }

  private Ports ports() {
    return new Ports(
        status,
        after -> {
          asked.add(after);
          return page(pages, after);
        },
        _ -> new Pages.Page(newer, Optional.empty()),
        after -> page(users, after));
  }

  private static Pages.Page page(List<List<String>> pages, Optional<String> after) {
    int number = after.map(Integer::parseInt).orElse(0);
    return new Pages.Page(
        pages.get(number),
        Optional.of(number + 1).filter(next -> next < pages.size()).map(Object::toString));
  }

  private static Clock tenSecondsALook() {
    var now = new Instant[] {NOW};
    InstantSource source = () -> now[0] = now[0].plus(Duration.ofSeconds(10));
    return source.withZone(ZoneOffset.UTC);
  }
}
