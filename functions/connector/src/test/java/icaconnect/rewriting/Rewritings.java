package icaconnect.rewriting;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.report.Document;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Rewriting in a time that passes only when somebody waits, with all that it keeps. */
public final class Rewritings {
  private static final Instant START = Instant.parse("2026-11-25T12:00:00Z");
  private final List<JsonNode> kept = new ArrayList<>();
  private final Rewriting rewriting;

  private Rewritings(Duration quiet) {
    rewriting =
        new Rewriting(
            new Settling(quiet, Duration.ofMillis(500), Duration.ofSeconds(30), new StillTime()),
            (bucket, step, document) -> kept.add(document.deepCopy()));
  }

  /** Looks once after a write. */
  public static Rewritings atOnce() {
    return new Rewritings(Duration.ZERO);
  }

  /** Looks five times after a write that settles at once. */
  public static Rewritings settling() {
    return new Rewritings(Duration.ofSeconds(2));
  }

  public Rewriting rewriting() {
    return rewriting;
  }

  public List<JsonNode> kept() {
    return kept;
  }

  public List<String> digests() {
    return kept.stream().map(Document::sha256).toList();
  }

  private static final class StillTime implements Settling.Time {
    private Instant now = START;

    @Override
    public Instant now() {
      return now;
    }

    @Override
    public void pass(Duration duration) {
      now = now.plus(duration);
    }
  }
}
