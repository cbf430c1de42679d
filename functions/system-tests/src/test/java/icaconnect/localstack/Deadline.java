package icaconnect.localstack;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting by looking, with an end. */
public final class Deadline {
  private static final long LOOK_EVERY_MILLIS = 50;

  private Deadline() {}

  /** Returns when the condition holds; throws AssertionError when it does not within the time. */
  public static void await(Duration atMost, String what, BooleanSupplier condition) {
    await(atMost, () -> what, condition);
  }

  public static void await(Duration atMost, Supplier<String> what, BooleanSupplier condition) {
    var end = Instant.now().plus(atMost);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("not within " + atMost.toSeconds() + " s: " + what.get());
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_EVERY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
