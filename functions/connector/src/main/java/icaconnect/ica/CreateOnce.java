package icaconnect.ica;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Creates at most once what has no idempotency key. A lost answer is followed by a look-up by name,
 * never by a second create; if nothing shows up, the failure goes to the workflow, whose next try
 * lists before it creates.
 */
public final class CreateOnce {
  private static final int LOOK_UPS = 3;
  private static final Duration BETWEEN_LOOK_UPS = Duration.ofSeconds(2);

  private final Pause pause;

  public CreateOnce(Pause pause) {
    this.pause = pause;
  }

  /** What was created now, or what the look-up found when the answer was lost. */
  public <T> T run(Supplier<T> create, Supplier<Optional<T>> lookUp) {
    try {
      return create.get();
    } catch (IcaFailure.OutcomeUnknown failure) {
      return found(lookUp).orElseThrow(() -> failure);
    }
  }

  private <T> Optional<T> found(Supplier<Optional<T>> lookUp) {
    for (int i = 1; i < LOOK_UPS; i++) {
      Optional<T> found = lookUp.get();
      if (found.isPresent()) {
        return found;
      }
      pause.of(BETWEEN_LOOK_UPS);
    }
    return lookUp.get();
  }
}
