package icaconnect.credential;

import static icaconnect.credential.InMemoryCredentials.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icaconnect.failure.TryAgain;
import icaconnect.step.Invocation;
import icaconnect.step.StepInput;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A key that IAM does not list yet, or whose id nobody was told. */
class UnlistedKeysTest extends CredentialScene {
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
    var dying = JournalledCredential.creating(USER, account.of(USER), NOW);
    journal.enter("lab", null, "credential", dying.write());
    account.withKey(USER, "AKIAORPHAN", NOW);

    connect();

    assertThat(account.of(USER))
        .extracting(AccessKey::id)
        .containsExactly("AKIATHEIRS", "AKIANEW1");
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
}
