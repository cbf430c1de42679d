package icaconnect.localstack;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting by looking, with an end. */
public final class Deadline {
  private static final long FIRST_LOOK_AFTER_MILLIS = 50;

  /**
   * Each look costs the emulator a request, and the tests wait for it together. Who has waited for
   * long may learn of the end a little later: by a tenth of that time, by a second at most.
   */
  private static final int LOOK_AFTER_A = 10;

  private static final long LOOK_AT_LEAST_EVERY_MILLIS = 1000;

  private Deadline() {}

  /** Returns when the condition holds; throws AssertionError when it does not within the time. */
  public static void await(Duration atMost, String what, BooleanSupplier condition) {
    await(atMost, () -> what, condition);
  }

  public static void await(Duration atMost, Supplier<String> what, BooleanSupplier condition) {
    await(atMost, what, condition, LOOK_AT_LEAST_EVERY_MILLIS);
  }

  /** Sees a condition that soon passes, at the price of more looks. */
  public static void catchMoment(Duration atMost, String what, BooleanSupplier condition) {
    await(atMost, () -> what, condition, FIRST_LOOK_AFTER_MILLIS);
  }

  private static void await(
      Duration atMost, Supplier<String> what, BooleanSupplier condition, long longestPause) {
    var start = Instant.now();
    var end = start.plus(atMost);
    while (!condition.getAsBoolean()) {
      var now = Instant.now();
      if (now.isAfter(end)) {
        throw new AssertionError("not within " + atMost.toSeconds() + " s: " + what.get());
      }
      long soon = Duration.between(start, now).toMillis() / LOOK_AFTER_A;
      pause(Math.clamp(soon, FIRST_LOOK_AFTER_MILLIS, longestPause));
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
