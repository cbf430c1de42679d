package icaconnect.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import icaconnect.failure.LeaseLost;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import icaconnect.ica.IcaFailure;
import icaconnect.ica.StorageCredential;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is lost, taken or refused while things are created in ICA. */
class RegistrationWritesTest extends RegistrationScene {
  @Test
  void a_create_whose_answer_was_lost_is_found_by_name() {
    ica.afterCreate = () -> new IcaFailure.OutcomeUnknown("POST /x", "reset");

    connect();

    assertThat(ica.credentials).hasSize(1);
    assertThat(ica.configurations).hasSize(1);
  }

  @Test
  void a_create_that_is_not_there_is_left_to_the_next_try_which_lists_first() {
    ica.beforeCreate = () -> new IcaFailure.OutcomeUnknown("POST /x", "timeout");
    assertThatExceptionOfType(TryAgain.class).isThrownBy(this::connect);
    assertThat(ica.writes).containsExactly("create credential ica-lab-reads");

    ica.beforeCreate = () -> null;
    connect();

    assertThat(ica.credentials).hasSize(1);
  }

  @Test
  void the_journal_knows_the_names_before_ica_does() {
    ica.beforeCreate =
        () -> {
          assertThat(journal.entries().get("registration").path("credentialName").asText())
              .isEqualTo("ica-lab-reads");
          return new IcaFailure.OutcomeUnknown("POST /x", "timeout");
        };
    assertThatExceptionOfType(TryAgain.class).isThrownBy(this::connect);
  }

  @Test
  void a_name_taken_by_what_nobody_sees_is_refused_and_not_remembered_as_ours() {
    ica.beforeCreate = RegistrationHandlerTest::conflict;

    assertThatExceptionOfType(Refused.class)
        .isThrownBy(this::connect)
        .withMessageStartingWith("ICA_NAME_TAKEN");
    assertThat(journal.entries().get("registration").has("credentialName")).isFalse();
  }

  @Test
  void a_name_taken_in_the_same_moment_is_judged_by_the_next_try() {
    ica.beforeCreate =
        () -> {
          ica.credentials.add(new StorageCredential("theirs", "ica-lab-reads", "AWS_USER"));
          return conflict();
        };
    assertThatExceptionOfType(TryAgain.class).isThrownBy(this::connect);
  }

  @Test
  void who_has_lost_the_lease_creates_nothing() {
    journal.loseLease();

    assertThatExceptionOfType(LeaseLost.class).isThrownBy(this::connect);
    assertThat(ica.writes).isEmpty();
  }

  @Test
  void without_a_key_in_the_secret_nothing_is_created() {
    key = Optional.empty();

    assertThatExceptionOfType(Refused.class)
        .isThrownBy(this::connect)
        .withMessageStartingWith("CONNECTION_SECRET_MISSING");
    assertThat(ica.writes).isEmpty();
  }
}
