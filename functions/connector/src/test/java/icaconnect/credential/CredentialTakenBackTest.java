package icaconnect.credential;

import static icaconnect.credential.InMemoryCredentials.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icaconnect.failure.Refused;
import icaconnect.lambda.Json;
import icaconnect.reading.Reads;
import icaconnect.registry.InMemoryJournal;
import icaconnect.step.Invocation;
import icaconnect.step.StepInput;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A disconnect leaves no key and no secret of ours, and all of theirs. */
class CredentialTakenBackTest extends CredentialScene {
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
            _ -> {},
            Reads::inTurn);
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
}
