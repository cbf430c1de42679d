package icaconnect.credential;

import static icaconnect.credential.InMemoryCredentials.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icaconnect.failure.Refused;
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

  private void adopted(boolean connects) {
    var input = connects ? StepInput.connect("lab") : StepInput.disconnect("lab");
    Invocation.of(
        handler(), input.withFact("userArn", ADOPTED).withJournal(journal.entries()).json());
  }
}
