package icaconnect.ica;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long and how often the client tries.
 *
 * @param connect to open a connection
 * @param exchange for one request with its whole answer
 * @param attempts in all, the first included
 * @param firstWait the most before the second attempt; it doubles from there
 * @param longestWait the most between two attempts; what needs longer is the workflow's to wait for
 */
record Patience(
    Duration connect, Duration exchange, int attempts, Duration firstWait, Duration longestWait) {
  /**
   * Three attempts and their waits stay below a minute, so that a function of two minutes can tell.
   */
  static final Patience OF_A_FUNCTION =
      new Patience(
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          3,
          Duration.ofMillis(500),
          Duration.ofSeconds(5));

  /**
   * The wait after the given attempt, or empty to give up. Full jitter, on top of what the server
   * asked for: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
   */
  Optional<Duration> waitAfter(int attempt, Optional<Duration> retryAfter, RandomGenerator random) {
    if (attempt >= attempts
        || retryAfter.filter(asked -> asked.compareTo(longestWait) > 0).isPresent()) {
      return Optional.empty();
    }
    long doubled = firstWait.toMillis() << Math.min(attempt - 1, 20);
    long jitter = random.nextLong(Math.min(doubled, longestWait.toMillis()) + 1);
    return Optional.of(retryAfter.orElse(Duration.ZERO).plusMillis(jitter));
  }
}
