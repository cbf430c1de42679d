package icaconnect.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Many hostile cases for one entry: each must be taken, or refused with one clear error, in time.
 * {@code -Dfuzz.tries} says how many cases in all, {@code -Dfuzz.seed} repeats a run.
 */
public final class Fuzzing {
  /** Entries that share the tries: requests, events, policies, custom resources. */
  private static final int ENTRIES = 4;

  private static final int TRIES = Integer.getInteger("fuzz.tries", 50_000) / ENTRIES;
  private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());
  private static final int WARM_UP = 500;

  /** Of the thread itself, so that a busy machine fails nothing. */
  private static final long LONGEST_MILLIS = 100;

  /** What Step Functions shows of an error's cause is 32,768 characters; a person reads less. */
  private static final int LONGEST_MESSAGE = 4_000;

  private Fuzzing() {}

  /**
   * Throws AssertionError with the case and the seed when a case is neither taken nor clearly
   * refused.
   */
  public static <T> void every(
      Function<Random, T> cases, Consumer<T> entry, Set<Class<?>> refusals) {
    var random = new Random(SEED);
    for (int number = 0; number < WARM_UP + TRIES; number++) {
      T one = cases.apply(random);
      long start = cpuTime();
      try {
        entry.accept(one);
      } catch (RuntimeException e) {
        assertThat(refusals).as(() -> described(one, e)).anyMatch(refusal -> refusal.isInstance(e));
        assertThat(e.getMessage())
            .as(() -> described(one, e))
            .isNotBlank()
            .hasSizeLessThan(LONGEST_MESSAGE);
      } catch (StackOverflowError | OutOfMemoryError e) {
        throw new AssertionError(described(one, e), e);
      }
      long millis = TimeUnit.NANOSECONDS.toMillis(cpuTime() - start);
      if (number >= WARM_UP) {
        assertThat(millis)
            .as(() -> "milliseconds for " + described(one, null))
            .isLessThan(LONGEST_MILLIS);
      }
    }
  }

  private static long cpuTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static String described(Object one, Throwable e) {
    String text = String.valueOf(one);
    String failure =
        e == null
            ? ""
            : e.getClass().getName() + " " + Arrays.stream(e.getStackTrace()).limit(12).toList();
    return failure
        + " seed "
        + SEED
        + ", case "
        + text.substring(0, Math.min(text.length(), 2_000));
  }
}
