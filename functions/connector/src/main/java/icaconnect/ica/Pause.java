package icaconnect.ica;

import java.time.Duration;

/** Waits; a test counts instead. */
@FunctionalInterface
public interface Pause {
  Pause SLEEP =
      duration -> {
        try {
          Thread.sleep(duration);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      };

  void of(Duration duration);
}
