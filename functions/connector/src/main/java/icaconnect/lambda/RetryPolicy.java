package icaconnect.lambda;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long and how often a request to a server outside AWS's SDK is tried. Full jitter:
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 *
 * @param connect to open a connection
 * @param exchange for one attempt, with its connection and its whole answer
 * @param attempts in all, the first included
 * @param firstWait the most before the second attempt; it doubles from there
 * @param longestWait the most between two attempts; what needs longer is the workflow's to wait for
 */
public record RetryPolicy(
    Duration connect, Duration exchange, int attempts, Duration firstWait, Duration longestWait) {
  /**
   * At most 62 s, whatever the URL does: the functions that answer CloudFormation may run for 90 s
   * and more, which leaves 28 s to decide the answer.
   */
  public static final RetryPolicy TO_CLOUDFORMATION =
      new RetryPolicy(
          Duration.ofSeconds(3),
          Duration.ofSeconds(10),
          5,
          Duration.ofSeconds(1),
          Duration.ofSeconds(5));

  /**
   * At most 56.5 s for one request, where ICA asks for the longest waits. The functions that ask it
   * may run for 90 s and 180 s: a first request that is answered late leaves room for one more, not
   * for as many as they make. What Lambda ends then, the workflow takes as a failure.
   */
  public static final RetryPolicy TO_ICA =
      new RetryPolicy(
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          3,
          Duration.ofMillis(500),
          Duration.ofSeconds(5));

  /** The wait after the given attempt, or empty to give up. */
  public Optional<Duration> waitAfter(int attempt, RandomGenerator random) {
    return waitAfter(attempt, Optional.empty(), random);
  }

  /**
   * @param retryAfter what the server asked for; the wait comes on top of it
   */
  public Optional<Duration> waitAfter(
      int attempt, Optional<Duration> retryAfter, RandomGenerator random) {
    if (attempt >= attempts
        || retryAfter.filter(asked -> asked.compareTo(longestWait) > 0).isPresent()) {
      return Optional.empty();
    }
    long doubled = firstWait.toMillis() << Math.min(attempt - 1, 20);
    long jitter = random.nextLong(Math.min(doubled, longestWait.toMillis()) + 1);
    return Optional.of(retryAfter.orElse(Duration.ZERO).plusMillis(jitter));
  }
}
