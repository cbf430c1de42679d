package icaconnect.entry;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long and how often an answer is tried.
 *
 * @param connect to open a connection
 * @param exchange for one attempt in all
 * @param attempts in all, the first included
 * @param firstWait the most before the second attempt; it doubles from there
 * @param longestWait the most between two attempts
 */
public record Persistence(
    Duration connect, Duration exchange, int attempts, Duration firstWait, Duration longestWait) {
  /** At most 62 s: the functions that answer may run for 90 s. */
  public static final Persistence OF_A_FUNCTION =
      new Persistence(
          Duration.ofSeconds(3),
          Duration.ofSeconds(10),
          5,
          Duration.ofSeconds(1),
          Duration.ofSeconds(5));

  /** Full jitter: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ */
  Optional<Duration> waitAfter(int attempt, RandomGenerator random) {
    if (attempt >= attempts) {
      return Optional.empty();
    }
    long most = Math.min(longestWait.toMillis(), firstWait.toMillis() << Math.min(attempt - 1, 20));
    return Optional.of(Duration.ofMillis(random.nextLong(most + 1)));
  }
}
