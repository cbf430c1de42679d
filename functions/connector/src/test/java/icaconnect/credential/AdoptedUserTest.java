package icaconnect.credential;

import static icaconnect.credential.InMemoryCredentials.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.failure.Refused;
import icaconnect.lambda.Json;
import icaconnect.step.Invocation;
import icaconnect.step.StepInput;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An administrator may make keys, too, of a user that is not of our making. */
class AdoptedUserTest extends CredentialScene {
  private static final String ADOPTED = "arn:aws:iam::111122223333:user/ica-lab";

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

  /** The attack: who may make and tag a secret names a live key there that people made. */
  @Test
  void a_secrets_tag_alone_makes_no_key_of_an_adopted_user_ours() {
    account.withKey(USER, "AKIATHEIRS", NOW).withSecretOf(SECRET, "lab", "AKIATHEIRS");

    assertThatThrownBy(() -> adopted(true))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("SECRET_NOT_OURS: ")
        .hasMessageContaining("AKIATHEIRS");
    assertThat(journal.entries()).isEmpty();

    for (int times = 0; times < 2; times++) {
      var report = adopted(false);
      assertThat(report.at("/findings/0/code").asText()).isEqualTo("ACCESS_KEY_LEFT");
      assertThat(report.at("/findings/0/message").asText()).contains("AKIATHEIRS", SECRET);
      assertThat(report.path("changed").asBoolean()).isFalse();
    }
    assertThat(account.writes()).isEmpty();
  }

  /** Nor where the journal has another of its keys: that one goes, and the tagged one stays. */
  @Test
  void a_tag_that_was_put_on_the_secret_later_has_no_key_deleted() {
    account.withKey(USER, "AKIATHEIRS", NOW.minus(Duration.ofDays(9)));
    adopted(true);
    account.withSecretOf(SECRET, "lab", "AKIATHEIRS");

    adopted(true);
    var report = adopted(false);

    assertThat(report.at("/findings/0/code").asText()).isEqualTo("ACCESS_KEY_LEFT");
    assertThat(account.of(USER)).extracting(AccessKey::id).containsExactly("AKIATHEIRS");
    assertThat(account.describe(SECRET)).isEmpty();
  }

  @Test
  void a_key_that_the_journal_names_is_kept_and_goes_with_a_disconnect() {
    account.withKey(USER, "AKIATHEIRS", NOW.minus(Duration.ofDays(9)));
    adopted(true);
    account.actions().clear();

    assertThat(adopted(true).path("changed").asBoolean()).isFalse();
    assertThat(account.writes()).isEmpty();
    assertThat(adopted(false).path("changed").asBoolean()).isTrue();

    assertThat(account.of(USER)).extracting(AccessKey::id).containsExactly("AKIATHEIRS");
    assertThat(account.describe(SECRET)).isEmpty();
  }

  /** A retry is given the journal that its first try was given. */
  @Test
  void a_retry_keeps_the_key_that_its_first_try_has_made() {
    account.withUser(USER);
    adopted(true);

    var retried =
        Invocation.of(handler(), StepInput.connect("lab").withFact("userArn", ADOPTED).json());

    assertThat(retried.path("changed").asBoolean()).isFalse();
    assertThat(account.of(USER)).hasSize(1);
  }

  /** What IAM's tag of the user says outweighs what the tag of a secret says. */
  @Test
  void of_a_user_that_iam_tags_for_another_bucket_a_disconnect_takes_nothing() {
    String made = "arn:aws:iam::111122223333:user/ica-connect/ica-connect/us-east-1/ica-lab";
    for (String arn : List.of(ADOPTED, made)) {
      account.withKey(USER, "AKIATHEIRS", NOW).withSecretOf(SECRET, "lab", "AKIATHEIRS");

      var report =
          Invocation.of(
              handler(),
              StepInput.disconnect("lab")
                  .withFact("userArn", arn)
                  .withFact("userBucket", "other")
                  .json());

      assertThat(report.path("changed").asBoolean()).as("%s", report).isFalse();
      assertThat(account.writes()).isEmpty();
    }
  }

  /** As after a rotation that made no new key. */
  @Test
  void a_key_that_only_the_entry_of_a_rotation_names_goes_with_a_disconnect() {
    account
        .withKey(USER, "AKIAOURS", NOW.minus(Duration.ofDays(9)))
        .withSecretOf(SECRET, "lab", "AKIAOURS");
    journal.enter(
        "lab",
        null,
        "credential",
        JournalledCredential.creating(USER, account.of(USER), NOW).in(SECRET).write());
    journal.enter("lab", null, "rotation", Json.parse("{\"oldKey\":\"AKIAOURS\"}"));

    assertThat(adopted(false).path("findings")).isEmpty();

    assertThat(account.of(USER)).isEmpty();
    assertThat(account.describe(SECRET)).isEmpty();
  }

  /** Nothing was made then, so nothing has to be taken back. */
  @Test
  void a_user_that_iam_tags_for_another_bucket_is_refused_before_it_gets_a_key() {
    account.withUser(USER);
    for (String mode : List.of("plan", "apply")) {
      var asked =
          StepInput.connect("lab")
              .asking("mode", mode)
              .withFact("userArn", ADOPTED)
              .withFact("userBucket", "other");

      assertThatThrownBy(() -> Invocation.of(handler(), asked.json()))
          .isInstanceOf(Refused.class)
          .hasMessageStartingWith("NOT_OURS: ")
          .hasMessageContaining("ica-connect:bucket = other");
    }
    assertThat(account.writes()).isEmpty();
    assertThat(journal.entries()).isEmpty();
  }

  /** As of a connection of the time when such a user was not refused, or tagged since. */
  @Test
  void what_a_record_names_of_an_adopted_user_goes_whatever_its_tag_says() {
    account.withKey(USER, "AKIATHEIRS", NOW.minus(Duration.ofDays(9)));
    adopted(true);

    Invocation.of(
        handler(),
        StepInput.disconnect("lab")
            .withFact("userArn", ADOPTED)
            .withFact("userBucket", "other")
            .withJournal(journal.entries())
            .json());

    assertThat(account.of(USER)).extracting(AccessKey::id).containsExactly("AKIATHEIRS");
    assertThat(account.describe(SECRET)).isEmpty();
  }

  /** Another stack has made it, and its tag says what for. */
  @Test
  void what_a_record_names_of_another_installations_user_stays() {
    account.withKey(USER, "AKIATHEIRS", NOW).withSecretOf(SECRET, "lab", "AKIATHEIRS");
    journal.enter("lab", null, "credential", JournalledCredential.kept(USER, "AKIATHEIRS").write());

    Invocation.of(
        handler(),
        StepInput.disconnect("lab")
            .withFact("userArn", "arn:aws:iam::111122223333:user/ica-connect/dev/us-east-1/ica-lab")
            .withFact("userBucket", "other")
            .withJournal(journal.entries())
            .json());

    assertThat(account.writes()).isEmpty();
  }

  @Test
  void where_the_entry_cannot_be_read_no_key_of_an_adopted_user_is_said_to_be_ours() {
    account.withKey(USER, "AKIATHEIRS", NOW).withSecretOf(SECRET, "lab", "AKIATHEIRS");
    journal.enter("lab", null, "credential", Json.parse("{}"));

    var findings = adopted(false).path("findings");

    assertThat(findings.findValuesAsText("code"))
        .containsExactly("RECORD_NOT_BELIEVED", "ACCESS_KEY_LEFT");
    assertThat(findings.at("/0/message").asText())
        .contains("no key is taken for ours")
        .doesNotContain("tag names");
    assertThat(account.of(USER)).hasSize(1);
  }

  /** Of a withdrawn rotation: with the secret lost, a connect has made another key. */
  @Test
  void a_key_that_was_never_replaced_takes_the_place_that_a_rotation_needs() {
    account.withKey(USER, "AKIAWAS", NOW.minus(Duration.ofDays(9)));
    journal.enter("lab", null, "rotation", Json.parse("{\"oldKey\":\"AKIAWAS\"}"));
    assertThat(adopted(true).path("findings").findValuesAsText("code"))
        .containsExactly("NO_ROOM_FOR_ROTATION");

    journal.enter(
        "lab",
        null,
        "rotation",
        Json.parse("{\"oldKey\":\"AKIAWAS\",\"replacedAt\":\"2026-01-01T00:00:00Z\"}"));
    assertThat(adopted(true).path("findings")).isEmpty();

    adopted(false);
    assertThat(account.of(USER)).isEmpty();
  }

  private JsonNode adopted(boolean connects) {
    var input = connects ? StepInput.connect("lab") : StepInput.disconnect("lab");
    return Invocation.of(
        handler(), input.withFact("userArn", ADOPTED).withJournal(journal.entries()).json());
  }
}
