package icaconnect.registration;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.failure.TryAgain;
import icaconnect.ica.IcaFailure;
import icaconnect.ica.Problem;
import org.junit.jupiter.api.Test;

class IcaFailuresTest {
  @Test
  void waiting_is_asked_for_only_where_it_helps() {
    assertThat(IcaFailures.forWorkflow(new IcaFailure.OutcomeUnknown("POST /x", "reset")))
        .isInstanceOf(TryAgain.class)
        .hasMessage("ICA, POST /x: reset; whether it was done is unknown.");
    assertThat(
            IcaFailures.forWorkflow(
                new IcaFailure.Conflict("POST /x", new Problem(409, "HTTP 409"))))
        .isInstanceOf(TryAgain.class);
  }
}
