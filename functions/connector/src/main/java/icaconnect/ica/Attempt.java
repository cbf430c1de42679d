package icaconnect.ica;

import java.time.Duration;
import java.util.Optional;

/** How one attempt ended. */
sealed interface Attempt {
  /** ICA, or something in front of it, answered. */
  record Answer(int status, String body, Optional<Duration> retryAfter) implements Attempt {
    boolean isSuccess() {
      return status / 100 == 2;
    }

    boolean isThrottled() {
      return status == 429;
    }

    /** The server gave up; with a create nobody knows when. */
    boolean isServerFailure() {
      return status >= 500 || status == 408;
    }

    /** Bodies may hold a token. */
    @Override
    public String toString() {
      return "Answer[" + status + "]";
    }
  }

  /** No connection came about: ICA has seen nothing. */
  record NotSent(String why) implements Attempt {}

  /** The request may have arrived; the answer did not. */
  record AnswerLost(String why) implements Attempt {}
}
