package icaconnect.rotation;

import static icaconnect.rotation.RotationRun.standing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.credential.AccessKey;
import icaconnect.credential.JournalledCredential;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import icaconnect.iam.AttachedItem;
import icaconnect.lambda.Json;
import icaconnect.step.Invocation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RotationHandlerTest {
  private static final List<String> FUTURE =
      List.of("9999-01-01T00:00:00Z", "+1000000000-12-31T23:59:59Z");

  private final InMemoryKeys keys = new InMemoryKeys();
  private final RotationRun run = new RotationRun(keys);

  @Test
  void a_whole_rotation_leaves_one_new_key() {
    run.toTheEnd();

    assertThat(keys.disorder()).isEmpty();
    assertThat(keys.current()).isEqualTo("AKIA1");
    assertThat(keys.writes)
        .containsExactly(
            "journal rotation",
            "journal credential",
            "create key",
            "journal rotation",
            "add pending",
            "journal credential",
            "journal rotation",
            "make current AKIA1",
            "tag AKIA1",
            "unlabel",
            "journal rotation",
            "disable AKIA0",
            "delete AKIA0",
            "journal rotation");
  }

  /** The attack: who may delete, make and open secrets has another one in its place. */
  @Test
  void
      no_new_key_goes_into_a_secret_that_lets_others_in_or_is_not_this_stacks_or_under_anothers_key() {
    keys.policy =
        Json.parse(
            """
            {"Statement": {"Effect": "Allow", "Principal": {"AWS": "111122223333"},
             "Action": "secretsmanager:GetSecretValue", "Resource": "*"}}
            """);
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> run.act("prepare"))
        .withMessageStartingWith("SECRET_OPEN_TO_OTHERS: ");

    keys.policy = null;
    keys.installation = "dev/us-east-1";
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> run.act("prepare"))
        .withMessageStartingWith("SECRET_NOT_OURS: ");

    keys.installation = Invocation.INSTALLATION.name();
    keys.otherKey = Optional.of("arn:aws:kms:us-east-1:111122223333:key/theirs");
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> run.act("prepare"))
        .withMessageStartingWith("SECRET_NOT_OURS: ")
        .withMessageContaining("key/theirs");
    assertThat(keys.writes).isEmpty();
  }

  /** The attack: who may put values into secrets puts another user's key there as the new one. */
  @Test
  void a_new_key_that_is_another_users_is_not_proven() {
    run.act("prepare");
    keys.caller = "arn:aws:iam::111122223333:user/administrator";

    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> run.act("prove"))
        .withMessageStartingWith("KEY_OF_ANOTHER: ")
        .withMessageContaining("user/administrator");
  }

  /** The attack: code in Inspect answers with the user of another connection. */
  @Test
  void no_act_works_with_a_user_that_is_not_this_connections() {
    keys.user = Optional.of(Invocation.INSTALLATION.userArn("ica-other"));
    keys.bounded = true;

    for (String act : List.of("prepare", "prove", "promote", "retire", "withdraw")) {
      assertThatExceptionOfType(Refused.class)
          .as(act)
          .isThrownBy(() -> run.act(act))
          .withMessageStartingWith("NOT_OURS: ");
    }
    assertThat(keys.writes).isEmpty();
  }

  /** The attack: the new key is used whose secret was made for another bucket. */
  @Test
  void the_new_key_of_another_buckets_secret_is_not_used() {
    run.act("prepare");
    keys.bucket = "other";

    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> run.act("prove"))
        .withMessageStartingWith("SECRET_NOT_OURS: ");
  }

  /** The attack: the boundary is taken off our user, and the next key may do whatever it may. */
  @Test
  void our_user_without_its_boundary_gets_no_new_key() {
    keys.user = Optional.of(Invocation.INSTALLATION.userArn("ica-lab"));
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> run.act("prepare"))
        .withMessageStartingWith("USER_WITHOUT_BOUNDARY: ");
    assertThat(keys.writes).isEmpty();
    assertThat(standing(run.act("prepare", 101))).isEqualTo("NOT_DUE");

    keys.bounded = true;
    run.act("prepare");
    keys.bounded = false;
    assertThatExceptionOfType(Refused.class).isThrownBy(() -> run.act("prepare"));
    run.act("withdraw");
    assertThat(keys.keys()).hasSize(1);

    keys.user = Optional.of("arn:aws:iam::111122223333:user/ica-lab");
    assertThat(standing(run.act("prepare"))).isEqualTo("NEW_KEY");
  }

  /** The attack: an inline policy or a group gives our user other buckets of this stack. */
  @Test
  void what_the_user_may_do_besides_is_said_with_its_new_key() {
    keys.bounded = true;
    keys.user = Optional.of(Invocation.INSTALLATION.userArn("ica-lab"));
    keys.attached.add(Invocation.INSTALLATION.policyArn("ica-bucket-lab"));
    assertThat(run.act("prepare", 101).path("findings")).isEmpty();
    keys.attached.add("arn:aws:iam::aws:policy/ica-bucket-lab");
    keys.items.add(new AttachedItem(AttachedItem.Kind.INLINE_POLICY, "more"));
    keys.items.add(new AttachedItem(AttachedItem.Kind.GROUP, "everybody"));
    assertThat(run.act("prepare", 101).path("findings")).isEmpty();

    for (int go = 1; go <= 2; go++) {
      var found = run.act("prepare").path("findings");
      assertThat(found.findValuesAsText("code")).containsExactly("USER_GRANTED_MORE");
      assertThat(found.findValuesAsText("message").getFirst())
          .contains(
              "arn:aws:iam::aws:policy/ica-bucket-lab",
              "the inline policy more",
              "the group everybody")
          .doesNotContain("111122223333");
    }

    keys.user = Optional.of("arn:aws:iam::111122223333:user/ica-lab");
    assertThat(run.act("prepare").path("findings").findValuesAsText("code"))
        .containsExactly("ADOPTED_USER_GRANTED_MORE");
  }

  /** It may be new, or somebody has deleted it: the next look tells. */
  @Test
  void a_new_key_that_iam_does_not_list_yet_is_waited_for_and_not_made_current() {
    run.act("prepare");
    var made = keys.keys().removeLast();

    assertThatExceptionOfType(TryAgain.class)
        .isThrownBy(() -> run.act("promote"))
        .withMessageContaining("AKIA1 yet");
    assertThat(keys.current()).isEqualTo("AKIA0");

    keys.keys().add(made);
    run.toTheEnd();
    assertThat(keys.current()).isEqualTo("AKIA1");
  }

  @Test
  void a_new_key_that_iam_does_not_list_after_a_minute_is_gone() {
    run.act("prepare");
    keys.keys().removeLast();
    keys.now = keys.now.plusSeconds(61);

    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> run.act("promote"))
        .withMessageStartingWith("NEW_KEY_GONE");
  }

  @Test
  void the_new_key_is_not_current_before_it_is_promoted() {
    var report = run.act("prepare");

    assertThat(report.path("changed").asBoolean()).isTrue();
    assertThat(keys.current()).isEqualTo("AKIA0");
    assertThat(keys.pending()).contains("AKIA1");
    assertThat(report.toString() + keys.entries).doesNotContain("secret-half");
  }

  @Test
  void each_act_done_twice_writes_nothing_the_second_time() {
    for (String act : new String[] {"prepare", "prove", "promote", "retire"}) {
      run.act(act);
      int writes = keys.writes.size();
      run.act(act);
      assertThat(keys.writes).as(act).hasSize(writes);
    }
  }

  /** The attack: whoever can write the record names another user, and when its key was made. */
  @Test
  void another_users_key_is_not_deleted_by_what_a_record_says() {
    var made = keys.keys().getFirst().created();
    keys.entries.put(
        "credential", JournalledCredential.creating("ica-other", List.of(), made).write());

    run.act("prepare");

    assertThat(keys.writes).doesNotContain("delete AKIA0");
  }

  /** A run died when its key was stored and before it said so; the key was taken into use. */
  @Test
  void the_key_in_use_is_not_deleted_as_one_that_nobody_knows() {
    var made = keys.keys().getFirst().created();
    keys.entries.put(
        "credential", JournalledCredential.creating("ica-lab", List.of(), made).write());

    run.toTheEnd();

    assertThat(keys.writes.subList(0, keys.writes.indexOf("make current AKIA1")))
        .doesNotContain("delete AKIA0");
    assertThat(keys.current()).isEqualTo("AKIA1");
  }

  /** The attack: a Wait of the workflow takes no such time, and nothing records that it failed. */
  @Test
  void an_old_key_does_not_rest_until_a_time_of_the_future() {
    run.act("prepare");
    run.act("promote");
    var written = keys.entries.get("rotation");
    for (String field : List.of("replacedAt", "disabledAt")) {
      for (String time : FUTURE) {
        keys.entries.put("rotation", ((ObjectNode) written.deepCopy()).put(field, time));

        var report = run.act("retire");

        assertThat(report.at("/outputs/restSeconds").asLong()).as(time).isZero();
        assertThat(report.path("findings").findValuesAsText("code"))
            .containsExactly("RECORD_NOT_BELIEVED");
        assertThat(keys.keys()).hasSize(2).allMatch(AccessKey::active);
      }
    }
  }

  /** The attack: who says so has every rotation wait until then. */
  @Test
  void a_key_that_a_record_stores_in_the_future_is_not_waited_for() {
    run.act("prepare");
    keys.keys().removeLast();
    for (String time : FUTURE) {
      var entry = (ObjectNode) keys.entries.get("credential").deepCopy();
      keys.entries.put("credential", entry.put("storedAt", time));

      assertThatExceptionOfType(Refused.class)
          .isThrownBy(() -> run.act("promote"))
          .withMessageStartingWith("NEW_KEY_GONE");
    }
  }

  @Test
  void a_key_that_is_young_enough_is_left_alone() {
    assertThat(standing(run.act("prepare", 101))).isEqualTo("NOT_DUE");
    assertThat(keys.writes).isEmpty();
    assertThat(standing(run.act("prepare", 100))).isEqualTo("NEW_KEY");
  }

  @Test
  void a_young_key_does_not_keep_a_run_from_finishing_what_an_earlier_one_left() {
    run.act("prepare");

    assertThat(standing(run.act("prepare", 101))).isEqualTo("NEW_KEY");
  }

  @Test
  void the_old_key_works_for_the_overlap_and_is_quiet_before_it_is_deleted() {
    run.act("prepare");
    run.act("promote");
    assertThat(run.act("retire").at("/outputs/restSeconds").asLong()).isEqualTo(3600);

    keys.now = keys.now.plus(Duration.ofMinutes(59));
    assertThat(run.act("retire").at("/outputs/restSeconds").asLong()).isEqualTo(60);
    assertThat(keys.keys()).allMatch(AccessKey::active);

    keys.now = keys.now.plus(Duration.ofMinutes(1));
    assertThat(run.act("retire").at("/outputs/restSeconds").asLong()).isEqualTo(86_400);
    assertThat(keys.keys())
        .filteredOn(key -> !key.active())
        .extracting(AccessKey::id)
        .containsExactly("AKIA0");
  }

  @Test
  void an_old_key_that_is_still_used_rests_on_and_that_is_said() {
    run.act("prepare");
    run.act("promote");
    keys.lastUse.put("AKIA0", keys.now.plus(Duration.ofMinutes(50)));
    keys.now = keys.now.plus(Duration.ofMinutes(60));

    var report = run.act("retire");

    assertThat(report.at("/outputs/stillUsed").asText()).isEqualTo("true");
    assertThat(report.at("/outputs/restSeconds").asLong()).isEqualTo(3000);
    assertThat(keys.keys()).allMatch(AccessKey::active);
  }

  @Test
  void a_key_that_a_person_switched_on_again_is_not_deleted_but_disabled_anew() {
    run.act("prepare");
    run.act("promote");
    keys.now = keys.now.plus(Duration.ofHours(1));
    run.act("retire");
    keys.enable("AKIA0");
    keys.now = keys.now.plus(Duration.ofHours(25));

    assertThat(standing(run.act("retire"))).isEqualTo("RESTING");
    assertThat(keys.keys()).filteredOn(key -> !key.active()).hasSize(1);
  }

  @Test
  void a_new_key_that_cannot_be_used_is_withdrawn() {
    run.act("prepare");

    assertThat(keys.entries.get("rotation").path("newKey").asText()).isEqualTo("AKIA1");
    run.act("withdraw");

    // The present key is named nowhere else then: the step's own entry was about the new one.
    assertThat(keys.entries.get("rotation").toString()).isEqualTo("{\"oldKey\":\"AKIA0\"}");
    assertThat(keys.disorder()).isEmpty();
    assertThat(keys.current()).isEqualTo("AKIA0");
  }

  /** As where the secret is lost after it, and a connect makes another with another key. */
  @Test
  void a_key_that_only_was_the_present_one_in_a_withdrawn_rotation_is_not_the_old_one() {
    run.act("prepare");
    run.act("withdraw");
    keys.connectAnew("AKIANEW");

    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> run.act("prepare"))
        .withMessageStartingWith("TWO_ACCESS_KEYS");
    assertThat(standing(run.act("retire"))).isEqualTo("ONE_KEY");
    assertThat(keys.keys()).hasSize(2).allMatch(AccessKey::active);
  }

  /** It was about to be replaced, and was not. */
  @Test
  void a_key_whose_replacement_was_withdrawn_is_not_the_old_one_either() {
    run.act("prepare");
    var at = keys.now.toString();
    keys.entries.put(
        "rotation", Json.parse("{\"oldKey\":\"AKIA0\",\"replacedAt\":\"" + at + "\"}"));
    run.act("withdraw");

    assertThat(keys.entries.get("rotation").toString()).isEqualTo("{\"oldKey\":\"AKIA0\"}");
  }

  @Test
  void a_new_key_that_somebody_switched_off_is_replaced_and_never_made_current() {
    run.act("prepare");
    keys.disable("ica-lab", "AKIA1");

    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> run.act("promote"))
        .withMessageStartingWith("NEW_KEY_GONE");
    run.toTheEnd();

    assertThat(keys.disorder()).isEmpty();
    assertThat(keys.current()).isEqualTo("AKIA2");
  }

  @Test
  void a_second_key_that_is_not_ours_is_refused_and_left() {
    keys.addTheirs("AKIATHEIRS");

    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> run.act("prepare"))
        .withMessageStartingWith("TWO_ACCESS_KEYS");
    assertThat(keys.writes).isEmpty();
  }

  @Test
  void the_present_key_must_work_before_another_one_is_made() {
    keys.disable("ica-lab", "AKIA0");

    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> run.act("prepare"))
        .withMessageStartingWith("CONNECTION_KEY_DEAD");
  }
}
