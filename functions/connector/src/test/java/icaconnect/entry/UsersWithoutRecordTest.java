package icaconnect.entry;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.entry.DeletionGuardHandler.Ports;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The attack: the record of a connection is lost, and with the stack all that knows its key. */
class UsersWithoutRecordTest extends GuardScene {
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
}
