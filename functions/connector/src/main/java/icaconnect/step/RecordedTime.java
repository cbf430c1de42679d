package icaconnect.step;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether a journal's entry may say a time: every step can write one, and none knows the future.
 */
public final class RecordedTime {
  /** Between the clocks of two functions. */
  private static final Duration DIFFERENCE = Duration.ofMinutes(2);

  private RecordedTime() {}

  /** Whoever waits for a later one waits for ever. */
  public static boolean mayBe(Instant time, Instant now) {
    return !time.isAfter(now.plus(DIFFERENCE));
  }
}
