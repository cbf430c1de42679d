package icaconnect.rewriting;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a document has to read the same before a write is believed. AWS: "Bucket configurations
 * have an eventual consistency model."
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/Welcome.html#ConsistencyModel
 *
 * @param quiet how long it has to read the same; zero is one look
 * @param pause between two looks
 * @param deadline for all looks and writes of one step, well below its function's timeout of 60 s
 */
public record Settling(Duration quiet, Duration pause, Duration deadline, Time time) {
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  /** The clock, and a way to let it run on. */
  public interface Time {
    Instant now();

    void pass(Duration duration);
  }

  public static Settling of(Duration quiet) {
    return new Settling(quiet, PAUSE, DEADLINE, new WallClock());
  }

  private static final class WallClock implements Time {
    @Override
    public Instant now() {
      return Instant.now();
    }

    @Override
    public void pass(Duration duration) {
      try {
        Thread.sleep(duration);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted between two looks", e);
      }
    }
  }
}
