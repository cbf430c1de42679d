package icaconnect.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import icaconnect.ica.StandInFaults.Fault;
import icaconnect.registry.Journal;
import icaconnect.step.Invocation;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever fails, ICA ends up with one credential and one configuration. */
class RegistrationFaultsOnStandInTest extends OnStandIn {
  @ParameterizedTest
  @CsvSource({
    "TOKEN_EXPIRED, 1",
    "THROTTLED, 2",
    "SERVER_ERROR, 2",
    "RESET_AFTER_CREATE, 1",
    "RESET_AFTER_CREATE, 2"
  })
  void one_invocation_gets_over(Fault fault, int times) {
    ica.faults().set(fault, times);

    connect();

    assertOneOfEach();
  }

  @ParameterizedTest
  @EnumSource(names = {"SERVER_ERROR", "THROTTLED", "RESET_AFTER_CREATE"})
  void however_often_it_fails_the_workflow_ends_with_one_of_each(Fault fault) {
    for (int times = 1; times <= 12; times++) {
      ica.faults().set(fault, times);
      connectUntilDone();
      assertOneOfEach();
      startAnew();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void a_function_that_dies_at_any_entry_leaves_work_that_the_next_execution_finishes(
      int deadlyEntry) {
    var entries = new AtomicInteger();
    Journal deadly =
        (bucket, lease, step, entry) -> {
          if (entries.incrementAndGet() == deadlyEntry) {
            throw new IllegalStateException("killed");
          }
          journal.enter(bucket, lease, step, entry);
        };
    assertThatIllegalStateException().isThrownBy(() -> Invocation.of(handler(deadly), input()));

    connect();

    assertOneOfEach();
    assertThat(status(poll(poll(connect())))).isEqualTo("OK");
  }

  @Test
  void a_name_that_ica_says_is_taken_is_refused_and_nothing_is_made() {
    ica.faults().set(Fault.CONFLICT, 1);

    assertThatExceptionOfType(Refused.class)
        .isThrownBy(this::connect)
        .withMessageStartingWith("ICA_NAME_TAKEN");

    assertThat(ica.memory().credentials()).isEmpty();
  }

  @Test
  void a_user_without_the_right_is_told_so() {
    ica.faults().set(Fault.FORBIDDEN, 1);

    assertThatExceptionOfType(Refused.class)
        .isThrownBy(this::connect)
        .withMessageStartingWith("ICA_FORBIDDEN");
  }

  /** As the workflow retries: the journal it read at the start, not what was entered since. */
  private void connectUntilDone() {
    ObjectNode input = input();
    for (int tries = 1; ; tries++) {
      try {
        Invocation.of(handler(), input);
        return;
      } catch (TryAgain e) {
        assertThat(tries).isLessThan(20);
      }
    }
  }
}
