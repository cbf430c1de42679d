package icaconnect.cli.execution;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.cli.terminal.OutputFormat;
import icaconnect.cli.terminal.Paper;
import icaconnect.cli.terminal.Paper.Ink;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Follows an execution to its end and tells each state as it happens, of executions that it starts
 * too. Who breaks off leaves it running and is told how to follow it again.
 */
public final class Following {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final int PARTS = 20;

  /** Nothing happens in these; they only lead on. */
  private static final Set<String> SILENT = Set.of("Choice", "Pass");

  private final Executions executions;
  private final Paper paper;
  private final Clock clock;
  private final Consumer<Duration> pause;
  private final Map<String, Integer> depths = new LinkedHashMap<>();
  private final Map<String, Long> told = new HashMap<>();
  private final Set<String> ended = new HashSet<>();
  private Instant begin;
  private long done;

  /**
   * @param pause lets so much time pass
   */
  public Following(Executions executions, Paper paper, Clock clock, Consumer<Duration> pause) {
    this.executions = executions;
    this.paper = paper;
    this.clock = clock;
    this.pause = pause;
  }

  /** What the execution answered when it ended. */
  public JsonNode toTheEnd(String arn, String followAgain) {
    var farewell = new Thread(() -> sayFarewell(followAgain));
    Runtime.getRuntime().addShutdownHook(farewell);
    try {
      depths.put(arn, 0);
      if (paper.format() == OutputFormat.ndjson) {
        paper.event("execution", Map.of("execution", arn));
      }
      Look look = tell(arn);
      while (!look.ended()) {
        pause.accept(PAUSE);
        look = tell(arn);
        for (String nested : Set.copyOf(depths.keySet())) {
          if (!nested.equals(arn) && !ended.contains(nested)) {
            tell(nested);
          }
        }
      }
      return look.outcome();
    } catch (RuntimeException e) {
      // AWS did not answer; the execution does not mind.
      sayFarewell(followAgain);
      throw e;
    } finally {
      Runtime.getRuntime().removeShutdownHook(farewell);
    }
  }

  private void sayFarewell(String followAgain) {
    paper.out().flush();
    paper.err().println("The execution goes on. To follow it again: " + followAgain);
    paper.err().flush();
  }

  private Look tell(String arn) {
    Look look = executions.look(arn);
    begin = begin == null ? look.started() : begin;
    for (Event event : look.events()) {
      if (event.id() > told.getOrDefault(arn, 0L)) {
        told.put(arn, event.id());
        tell(arn, event);
      }
    }
    look.run().ifPresent(run -> tell(executions.progress(run)));
    if (look.ended()) {
      ended.add(arn);
    }
    paper.out().flush();
    return look;
  }

  /** Not each of ten thousand buckets: one line for every twentieth part. */
  private void tell(Progress progress) {
    long step = Math.max(1, progress.total() / PARTS);
    boolean all = progress.done() == progress.total() && done < progress.total();
    if (progress.total() == 0 || progress.done() < done + step && !all) {
      return;
    }
    done = progress.done();
    if (paper.format() == OutputFormat.ndjson) {
      paper.event("progress", progress);
    } else if (paper.format() == OutputFormat.text && !paper.quiet()) {
      var passed = Duration.between(begin, clock.instant());
      var left = passed.multipliedBy(progress.total() - done).dividedBy(done);
      paper.marked(
          Ink.CYAN,
          String.format(Locale.ROOT, "%7.1f s  ", passed.toMillis() / 1000.0),
          done
              + " of "
              + progress.total()
              + " done, "
              + progress.running()
              + " running"
              + (left.isZero() ? "" : ", about " + left.toSeconds() + " s left"));
    }
  }

  private void tell(String arn, Event event) {
    event.nested().ifPresent(nested -> depths.putIfAbsent(nested, depths.get(arn) + 1));
    if (paper.format() == OutputFormat.ndjson) {
      if (event.kind() != Event.Kind.OTHER) {
        paper.event("event", line(arn, event));
      }
    } else if (paper.format() == OutputFormat.text && !paper.quiet()) {
      print(arn, event);
    }
  }

  private static Map<String, Object> line(String arn, Event event) {
    var line = new LinkedHashMap<String, Object>();
    line.put("execution", arn);
    line.put("at", event.at().toString());
    line.put("what", event.kind());
    line.put("state", event.state());
    event.error().ifPresent(error -> line.put("error", error));
    event.nested().ifPresent(nested -> line.put("nested", nested));
    return line;
  }

  private void print(String arn, Event event) {
    double seconds = Duration.between(begin, event.at()).toMillis() / 1000.0;
    String time = String.format(Locale.ROOT, "%7.1f s  ", seconds) + "  ".repeat(depths.get(arn));
    switch (event.kind()) {
      case ENTERED -> {
        if (!SILENT.contains(event.type())) {
          paper.marked(Ink.FAINT, time, Waits.named(event.state()));
        }
      }
      case TRY_FAILED ->
          paper.marked(
              Ink.FAINT,
              time,
              event.state()
                  + ": "
                  + event.error().orElse("failed")
                  + " (tried again, or handled, by the workflow)");
      case STARTED_ANOTHER ->
          paper.marked(Ink.FAINT, time, event.state() + " is another execution's:");
      case EXITED, OTHER -> {}
    }
  }
}
