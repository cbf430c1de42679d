package icaconnect.credential;

import static icaconnect.credential.InMemoryCredentials.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.failure.LeaseLost;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import icaconnect.ica.Pause;
import icaconnect.lambda.Json;
import icaconnect.reading.Reads;
import icaconnect.registry.InMemoryJournal;
import icaconnect.step.Invocation;
import icaconnect.step.StepInput;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CredentialHandlerTest {
  private static final String USER = "ica-lab";
  private static final String SECRET = "ica-connect/ica-connect/ica-lab";

  private static final Duration KEY_SETTLING = Duration.ofSeconds(60);

  private final InMemoryCredentials account = new InMemoryCredentials();
  private final InMemoryJournal journal = new InMemoryJournal();
  private Instant now = NOW;
  private Pause pause = _ -> {};
  private List<String> readers = List.of("arn:aws:iam::111122223333:role/verify");

  @Test
  void stores_a_new_key_and_tells_only_its_id() {
    account.withUser(USER);

    var report = connect();

    assertThat(report.at("/outputs/accessKeyId").asText()).isEqualTo("AKIANEW1");
    assertThat(account.stored(SECRET).orElseThrow().secretAccessKey())
        .isEqualTo("the-secret-half-1");
    assertThat(report.toString() + journal.entries()).doesNotContain("the-secret-half");
  }

  @Test
  void no_value_is_in_a_secret_that_anybody_may_read() {
    account.withUser(USER);

    connect();

    assertThat(account.writes())
        .containsSubsequence(
            "secretsmanager:CreateSecret",
            "secretsmanager:PutResourcePolicy",
            "secretsmanager:PutSecretValue");
  }

  @Test
  void a_reader_who_is_added_or_taken_away_is_written_once_and_shown_in_the_plan() {
    account.withUser(USER);
    connect();
    account.actions().clear();
    readers = List.of("arn:aws:iam::111122223333:role/other");

    var planned = Invocation.of(handler(), StepInput.connect("lab").asking("mode", "plan").json());
    assertThat(planned.at("/changes/0/what").asText())
        .isEqualTo("secret ica-connect/ica-connect/ica-lab: policy");
    assertThat(account.writes()).isEmpty();

    var report = connect();
    assertThat(report.at("/outputs/accessKeyId").asText()).isEqualTo("AKIANEW1");
    assertThat(account.writes()).containsExactly("secretsmanager:PutResourcePolicy");
    assertThat(connect().path("changed").asBoolean()).isFalse();
  }

  @Test
  void a_policy_that_somebody_puts_between_plan_and_write_is_planned_anew() {
    account.withUser(USER);
    connect();
    readers = List.of("arn:aws:iam::111122223333:role/other");
    account.neighbourBetweenPlanAndWrite();

    assertThatThrownBy(this::connect).isInstanceOf(TryAgain.class);
    connect();

    var policy = account.policy(account.describe(SECRET).orElseThrow().arn()).orElseThrow();
    assertThat(policy.findValuesAsText("Sid")).containsExactly("Theirs", SecretReaders.SID);
  }

  @Test
  void readers_of_whom_none_is_named_any_more_are_said_with_the_command() {
    account.withUser(USER);
    connect();
    assertThat(connect().at("/findings")).isEmpty();
    readers = List.of();

    for (JsonNode report : List.of(plan(), connect())) {
      assertThat(report.at("/changes")).isEmpty();
      assertThat(report.at("/findings/0/code").asText()).isEqualTo("SECRET_READERS_LEFT");
      assertThat(report.at("/findings/0/remedy").asText())
          .isEqualTo("Run: aws secretsmanager delete-resource-policy --secret-id " + SECRET);
    }
  }

  @Test
  void waits_for_a_secret_that_is_being_deleted_and_says_how_to_keep_it() {
    account.withUser(USER).withSecretOf(SECRET, "lab", "AKIAOLD").beingDeleted(SECRET);

    assertThatThrownBy(this::connect)
        .isInstanceOf(TryAgain.class)
        .hasMessageContaining("aws secretsmanager restore-secret");
    assertThat(account.writes()).isEmpty();
  }

  @Test
  void keeps_the_stored_key_on_a_second_run_and_writes_nothing() {
    account.withUser(USER);
    connect();
    account.actions().clear();

    var report = connect();

    assertThat(report.path("changed").asBoolean()).isFalse();
    assertThat(report.at("/outputs/accessKeyId").asText()).isEqualTo("AKIANEW1");
    assertThat(account.writes()).isEmpty();
  }

  @Test
  void plans_without_writing() {
    account.withUser(USER);

    var report = Invocation.of(handler(), StepInput.connect("lab").asking("mode", "plan").json());

    assertThat(report.path("changed").asBoolean()).isTrue();
    assertThat(account.writes()).isEmpty();
    assertThat(journal.entries()).isEmpty();
  }

  @Test
  void deletes_the_key_when_it_cannot_be_stored() {
    account.withUser(USER).failStoring(new IllegalStateException("no storing today"));

    assertThatThrownBy(this::connect).hasMessage("no storing today");
    assertThat(account.of(USER)).isEmpty();
  }

  @Test
  void makes_no_key_once_the_lease_is_lost() {
    account.withUser(USER);
    journal.loseLease();

    assertThatThrownBy(this::connect).isInstanceOf(LeaseLost.class);
    assertThat(account.writes()).isEmpty();
  }

  @Test
  void waits_for_a_new_user_to_be_known() {
    assertThatThrownBy(this::connect).isInstanceOf(TryAgain.class);
  }

  @Test
  void warns_early_of_a_key_that_will_be_in_the_way_of_a_rotation() {
    account.withKey(USER, "AKIATHEIRS", NOW);

    for (JsonNode report : List.of(plan(), connect(), connect(), plan())) {
      assertThat(report.at("/findings")).hasSize(1);
      assertThat(report.at("/findings/0/code").asText()).isEqualTo("NO_ROOM_FOR_ROTATION");
      assertThat(report.at("/findings/0/message").asText()).contains("AKIATHEIRS");
    }
  }

  @Test
  void does_not_take_its_own_keys_for_somebody_elses() {
    account.withUser(USER);

    assertThat(plan().at("/findings")).isEmpty();
    assertThat(connect().at("/findings")).isEmpty();
    assertThat(connect().at("/findings")).isEmpty();
  }

  private JsonNode plan() {
    return Invocation.of(
        handler(),
        StepInput.connect("lab").asking("mode", "plan").withJournal(journal.entries()).json());
  }

  @Test
  void refuses_a_third_key() {
    account.withKey(USER, "AKIA1", NOW).withKey(USER, "AKIA2", NOW);

    assertThatThrownBy(this::connect)
        .isInstanceOf(Refused.class)
        .hasMessageContaining("TWO_ACCESS_KEYS");
    assertThat(account.writes()).isEmpty();
  }

  @Test
  void refuses_a_secret_of_somebody_else() {
    account.withUser(USER).withSecretOf(SECRET, "another-bucket", "AKIA9");

    assertThatThrownBy(this::connect)
        .isInstanceOf(Refused.class)
        .hasMessageContaining("SECRET_NOT_OURS");
  }

  @Test
  void replaces_a_stored_key_that_is_gone_from_the_user() {
    account.withUser(USER).withSecretOf(SECRET, "lab", "AKIAGONE");

    var report = connect();

    assertThat(report.at("/outputs/secretArn").asText()).isEqualTo(InMemoryCredentials.arn(SECRET));
    assertThat(account.writes())
        .contains("secretsmanager:PutSecretValue")
        .doesNotContain("secretsmanager:CreateSecret");
  }

  /** IAM's list may be a copy that has not heard of it. */
  @Test
  void a_second_connect_within_seconds_makes_no_other_key() {
    account.withUser(USER).appearingLate();
    connect();
    account.actions().clear();

    now = NOW.plusSeconds(3);
    assertThatThrownBy(this::connect)
        .isInstanceOf(TryAgain.class)
        .hasMessageContaining("AKIANEW1 yet");
    assertThat(account.writes()).isEmpty();

    account.appear();
    assertThat(connect().at("/outputs/accessKeyId").asText()).isEqualTo("AKIANEW1");
    assertThat(account.writes()).isEmpty();
  }

  @Test
  void a_disconnect_within_seconds_deletes_the_key_that_iam_does_not_list_yet() {
    account.withUser(USER).appearingLate();
    connect();

    now = NOW.plusSeconds(3);
    disconnect();
    account.appear();

    assertThat(account.of(USER)).isEmpty();
    assertThat(account.describe(SECRET)).isEmpty();
  }

  @Test
  void a_key_that_is_not_listed_after_a_minute_is_gone_and_replaced() {
    account.withUser(USER);
    connect();
    account.delete(USER, "AKIANEW1");

    now = NOW.plusSeconds(61);
    assertThat(connect().at("/outputs/accessKeyId").asText()).isEqualTo("AKIANEW2");
  }

  @Test
  void deletes_the_orphan_of_a_run_that_died_before_storing_it() {
    account.withKey(USER, "AKIATHEIRS", NOW.minus(Duration.ofDays(9)));
    var dying =
        JournalledCredential.creating(
            CredentialState.read(
                USER, SECRET, account, account, Optional.empty(), NOW, Reads.inTurn()),
            NOW);
    journal.enter("lab", null, "credential", dying.write());
    account.withKey(USER, "AKIAORPHAN", NOW);

    connect();

    assertThat(account.of(USER))
        .extracting(AccessKey::id)
        .containsExactly("AKIATHEIRS", "AKIANEW1");
  }

  private static final String ADOPTED = "arn:aws:iam::111122223333:user/ica-lab";
  private static final String OWN =
      "arn:aws:iam::111122223333:user/ica-connect/ica-connect/us-east-1/";

  /** The attack: whoever can write the record names another connection's user and key in it. */
  @Test
  void another_connections_key_is_not_deleted_by_what_a_record_says() {
    account.withUser(USER).withKey("ica-other", "AKIAOTHER", NOW);
    var stored =
        JournalledCredential.stored("ica-other", "AKIAOTHER", NOW).in("ica-connect/ica-connect/x");
    var unfinished = JournalledCredential.creating("ica-other", List.of(), NOW);

    for (var forged : List.of(stored, unfinished)) {
      journal.enter("lab", null, "credential", forged.write());
      var report = disconnect();
      assertThat(report.at("/findings/0/code").asText()).isEqualTo("RECORD_NOT_BELIEVED");
      assertThat(report.at("/findings/0/message").asText()).contains("ica-other");
      connect();
      disconnect();
    }

    assertThat(account.of("ica-other")).extracting(AccessKey::id).containsExactly("AKIAOTHER");
  }

  @Test
  void a_user_whose_tag_names_another_bucket_is_not_this_connections() {
    account.withKey(USER, "AKIAOTHER", NOW);
    journal.enter("lab", null, "credential", JournalledCredential.kept(USER, "AKIAOTHER").write());

    Invocation.of(
        handler(),
        StepInput.disconnect("lab")
            .withFact("userArn", OWN + USER)
            .withFact("userBucket", "other")
            .withJournal(journal.entries())
            .json());

    assertThat(account.of(USER)).hasSize(1);
  }

  /** A first connect that failed leaves no wish, and who disconnects may not know its names. */
  @Test
  void a_user_that_only_the_record_names_is_this_connections_where_its_tag_says_so() {
    for (var bucket : List.of("other", "lab")) {
      account.withKey("lab_ica", "AKIAOURS", NOW);
      journal.enter(
          "lab", null, "credential", JournalledCredential.kept("lab_ica", "AKIAOURS").write());

      Invocation.of(
          handler(),
          StepInput.disconnect("lab")
              .withFact("userArn", OWN + "lab_ica")
              .withFact("userBucket", bucket)
              .withJournal(journal.entries())
              .json());

      assertThat(account.of("lab_ica").isEmpty()).isEqualTo(bucket.equals("lab"));
    }
  }

  @Test
  void a_secret_that_a_record_alone_calls_ours_is_not_looked_at() {
    account.withUser(USER).withSecretOf("ica-connect/ica-connect/ica-other", "other", "AKIAOTHER");
    journal.enter(
        "lab",
        null,
        "credential",
        JournalledCredential.kept(USER, "AKIA1").in("ica-connect/ica-connect/ica-other").write());

    assertThat(connect().at("/outputs/secretArn").asText())
        .isEqualTo(InMemoryCredentials.arn(SECRET));
  }

  /** An administrator may make one, too, of a user that is not of our making. */
  @Test
  void of_two_that_appeared_on_an_adopted_user_none_is_deleted() {
    for (boolean connects : List.of(true, false)) {
      account.withKey(USER, "AKIATHEIRS", NOW.plusSeconds(5)).withKey(USER, "AKIALOST", NOW);
      journal.enter(
          "lab", null, "credential", JournalledCredential.creating(USER, List.of(), NOW).write());

      assertThatThrownBy(() -> adopted(connects))
          .isInstanceOf(Refused.class)
          .hasMessageStartingWith("TWO_ACCESS_KEYS: ")
          .hasMessageContaining("AKIATHEIRS and AKIALOST");
      assertThat(account.of(USER)).hasSize(2);

      // The one that a person has left is theirs then.
      account.delete(USER, "AKIALOST");
      adopted(connects);
      adopted(false);
      assertThat(account.of(USER)).extracting(AccessKey::id).containsExactly("AKIATHEIRS");
      account.delete(USER, "AKIATHEIRS");
      journal.entries().clear();
    }
  }

  @Test
  void the_one_that_appeared_on_an_adopted_user_is_deleted() {
    account.withKey(USER, "AKIATHEIRS", NOW.minus(Duration.ofDays(9))).losingAnswers(1);

    assertThatThrownBy(() -> adopted(true)).hasMessageContaining("has been deleted");

    assertThat(account.of(USER)).extracting(AccessKey::id).containsExactly("AKIATHEIRS");
  }

  @Test
  void of_an_adopted_user_nothing_is_deleted_where_another_key_appears_while_an_answer_is_lost() {
    account.withUser(USER).losingAnswers(1);
    pause =
        _ -> {
          if (account.of(USER).size() == 1) {
            account.withKey(USER, "AKIATHEIRS", NOW);
          }
        };

    assertThatThrownBy(() -> adopted(true)).hasMessageContaining("two keys have appeared");
    assertThatThrownBy(() -> adopted(true)).hasMessageStartingWith("TWO_ACCESS_KEYS: ");

    assertThat(account.of(USER)).hasSize(2);
  }

  private void adopted(boolean connects) {
    var input = connects ? StepInput.connect("lab") : StepInput.disconnect("lab");
    Invocation.of(
        handler(), input.withFact("userArn", ADOPTED).withJournal(journal.entries()).json());
  }

  @Test
  void takes_back_its_own_key_and_secret_and_leaves_another_key() {
    account.withKey(USER, "AKIATHEIRS", NOW.minus(Duration.ofDays(9)));
    connect();

    var report = disconnect();

    assertThat(report.path("changed").asBoolean()).isTrue();
    assertThat(account.of(USER)).extracting(AccessKey::id).containsExactly("AKIATHEIRS");
    assertThat(account.describe(SECRET)).isEmpty();
  }

  @Test
  void a_key_that_a_rotation_has_made_goes_with_a_disconnect_whatever_connect_came_between() {
    for (boolean presentKeyIsGone : List.of(false, true)) {
      account.withUser(USER);
      connect();
      preparedByRotation("AKIAROTATION");
      if (presentKeyIsGone) {
        account.delete(USER, account.describe(SECRET).orElseThrow().accessKeyId().orElseThrow());
      }
      readers = List.of("arn:aws:iam::111122223333:role/after-" + presentKeyIsGone);

      assertThat(connect().at("/findings")).isEmpty();
      disconnect();

      assertThat(account.of(USER)).as("present key gone: %s", presentKeyIsGone).isEmpty();
      journal.entries().clear();
    }
  }

  @Test
  void a_key_that_nobody_stored_goes_with_a_disconnect_although_other_readers_came_between() {
    account.withUser(USER);
    connect();
    journal.enter(
        "lab",
        null,
        "credential",
        JournalledCredential.creating(USER, account.of(USER), NOW).in(SECRET).write());
    account.withKey(USER, "AKIAUNKNOWN", NOW);
    readers = List.of("arn:aws:iam::111122223333:role/other");

    connect();
    disconnect();

    assertThat(account.of(USER)).isEmpty();
  }

  private void preparedByRotation(String key) {
    account.withKey(USER, key, NOW);
    journal.enter("lab", null, "rotation", Json.MAPPER.createObjectNode().put("newKey", key));
    journal.enter(
        "lab", null, "credential", JournalledCredential.stored(USER, key, NOW).in(SECRET).write());
  }

  /** Secrets Manager would refuse it once the key is gone. */
  @Test
  void takes_back_nothing_of_a_secret_that_has_replicas() {
    account.withUser(USER);
    connect();
    account.withReplicas(SECRET, List.of("eu-west-2", "us-west-2"));
    account.actions().clear();

    assertThatThrownBy(this::disconnect)
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("SECRET_REPLICATED: ")
        .hasMessageContaining("aws secretsmanager remove-regions-from-replication --secret-id ")
        .hasMessageContaining("--remove-replica-regions eu-west-2 us-west-2.");
    assertThat(account.writes()).isEmpty();

    account.withReplicas(SECRET, List.of());
    assertThat(disconnect().path("changed").asBoolean()).isTrue();
  }

  @Test
  void finds_nothing_to_take_back_the_second_time() {
    account.withUser(USER);
    connect();
    disconnect();
    account.actions().clear();

    assertThat(disconnect().path("changed").asBoolean()).isFalse();
    assertThat(account.writes()).isEmpty();
  }

  @Test
  void a_lost_answer_of_CreateAccessKey_leaves_no_key_that_nobody_knows() {
    account.withKey(USER, "AKIATHEIRS", NOW.minus(Duration.ofDays(9))).losingAnswers(1);

    assertThatThrownBy(this::connect).isInstanceOf(TryAgain.class);
    assertThat(account.of(USER)).extracting(AccessKey::id).containsExactly("AKIATHEIRS");

    connect();
    assertThat(account.of(USER)).hasSize(2);
    assertThat(account.stored(SECRET).orElseThrow().accessKeyId()).isEqualTo("AKIANEW2");
  }

  @Test
  void a_key_of_a_lost_answer_that_appears_late_is_deleted_by_the_retry() {
    account.withUser(USER).losingAnswers(1).appearingLate();
    var before = java.util.Map.copyOf(journal.entries());

    assertThatThrownBy(this::connect).hasMessageContaining("no key has appeared");
    account.appear();
    // The workflow's retry is given the journal of the first try.
    Invocation.of(handler(), StepInput.connect("lab").withJournal(before).json());

    assertThat(account.of(USER)).extracting(AccessKey::id).containsExactly("AKIANEW2");
  }

  @Test
  void the_secret_of_two_stacks_are_two() {
    account.withUser(USER);
    connect();

    var others =
        new CredentialHandler(
            "dev",
            account,
            account,
            new InMemoryJournal(),
            new SecretReaders(readers),
            KEY_SETTLING,
            Clock.fixed(NOW, ZoneOffset.UTC),
            pause -> {});
    Invocation.of(others, StepInput.disconnect("lab").json());

    assertThat(account.describe(SECRET)).isPresent();
    assertThat(account.of(USER)).hasSize(1);
  }

  @Test
  void a_secret_from_before_installations_had_names_is_kept_by_the_name_in_the_record() {
    String earlier = "ica-connect/" + USER;
    account
        .withUser(USER)
        .withKey(USER, "AKIAEARLIER", NOW)
        .withSecretOf(earlier, "lab", "AKIAEARLIER");
    journal.enter(
        "lab", null, "credential", JournalledCredential.kept(USER, "AKIAEARLIER").write());

    connect();
    assertThat(account.writes())
        .doesNotContain("iam:CreateAccessKey", "secretsmanager:CreateSecret");
    disconnect();

    assertThat(account.describe(earlier)).isEmpty();
    assertThat(account.of(USER)).isEmpty();
  }

  @Test
  void makes_the_planned_key_and_none_that_is_not_planned() {
    var asking = StepInput.connect("lab").asking("mode", "plan");
    var planned = Invocation.of(handler(), asking.json());
    account.withUser(USER);

    assertThatThrownBy(() ->
            Invocation.of(handler(), StepInput.connect("lab").asking("expectedPlan", "").json()))
        .hasMessageStartingWith("PLAN_CHANGED");
    assertThat(account.stored(SECRET)).isEmpty();

    var expected =
        String.join(" ", planned.path("writes").valueStream().map(JsonNode::asText).toList());
    Invocation.of(handler(), StepInput.connect("lab").asking("expectedPlan", expected).json());
    assertThat(account.stored(SECRET)).isPresent();
  }

  private JsonNode connect() {
    return Invocation.of(handler(), StepInput.connect("lab").withJournal(journal.entries()).json());
  }

  private JsonNode disconnect() {
    return Invocation.of(
        handler(), StepInput.disconnect("lab").withJournal(journal.entries()).json());
  }

  private CredentialHandler handler() {
    return new CredentialHandler(
        Invocation.STACK,
        account,
        account,
        journal,
        new SecretReaders(readers),
        KEY_SETTLING,
        Clock.fixed(now, ZoneOffset.UTC),
        length -> pause.of(length));
  }
}
