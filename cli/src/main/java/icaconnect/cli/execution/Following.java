package icaconnect.cli.execution;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.cli.terminal.LiveLine;
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
import java.util.stream.Collectors;

/**
 * Follows an execution to its end and tells each state as it happens, of executions that it starts
 * too. Who breaks off leaves it running and is told how to follow it again.
 */
public final class Following {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final int PARTS = 20;

  /** Nothing happens in these; they only lead on. */
  private static final Set<String> SILENT = Set.of("Choice", "Pass");

  /** Where lines stay, a long wait is told of after a minute, then after two, four, eight. */
  private static final Duration REMINDER = Duration.ofMinutes(1);

  private final Executions executions;
  private final Paper paper;
  private final LiveLine live;
  private final Clock clock;
  private final Consumer<Duration> pause;
  private final Outcomes outcomes;
  private final Map<String, Integer> depths = new LinkedHashMap<>();
  private final Map<String, Long> told = new HashMap<>();
  private final Map<String, Waiting> waits = new LinkedHashMap<>();
  private final Set<String> ended = new HashSet<>();
  private Instant begin;
  private long done;
  private Map<String, Integer> counts = Map.of();

  /** A state that waits now. */
  private static final class Waiting {
    private final Event entered;
    private final Waits.Wait what;
    private Duration next = Duration.ZERO;

    Waiting(Event entered, Waits.Wait what) {
      this.entered = entered;
      this.what = what;
    }
  }

  /**
   * @param pause lets so much time pass
   * @param outcomes what becomes of a run's buckets
   */
  public Following(
      Executions executions,
      Paper paper,
      Clock clock,
      Consumer<Duration> pause,
      Outcomes outcomes) {
    this.executions = executions;
    this.paper = paper;
    this.live = paper.live();
    this.clock = clock;
    this.pause = pause;
    this.outcomes = outcomes;
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
        tellWaits();
        pause.accept(PAUSE);
        look = tell(arn);
        for (String nested : Set.copyOf(depths.keySet())) {
          if (!nested.equals(arn) && !ended.contains(nested)) {
            tell(nested);
          }
        }
      }
      live.clear();
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
    live.clear();
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
    look.run().ifPresent(run -> tell(executions.progress(run), arn, look.started()));
    if (look.ended()) {
      ended.add(arn);
      waits.remove(arn);
    }
    paper.out().flush();
    return look;
  }

  /**
   * A terminal has a bar. Elsewhere not each of ten thousand buckets: one line for every twentieth
   * part.
   */
  private void tell(Progress progress, String arn, Instant started) {
    boolean all = progress.done() == progress.total() && done < progress.total();
    long step = live.isOn() ? 0 : Math.max(1, progress.total() / PARTS);
    if (progress.total() == 0
        || paper.format() == OutputFormat.json
        || paper.format() == OutputFormat.text && paper.quiet()
        || progress.done() < done + step && !all) {
      return;
    }
    if (progress.done() != done) {
      counts = outcomes.soFar(arn, started);
      done = progress.done();
    }
    if (paper.format() == OutputFormat.ndjson) {
      paper.event("progress", Map.of("progress", progress, "outcomes", counts));
      return;
    }
    String ends =
        counts.entrySet().stream()
            .map(each -> each.getValue() + " " + each.getKey())
            .collect(Collectors.joining(", "));
    if (live.isOn() && !all) {
      live.show(bar(progress) + (ends.isEmpty() ? "" : ", " + ends) + left(progress));
    } else {
      marked(
          Ink.CYAN,
          time(clock.instant()),
          done
              + " of "
              + progress.total()
              + " done"
              + (ends.isEmpty() ? "" : " (" + ends + ")")
              + ", "
              + progress.running()
              + " running"
              + left(progress));
    }
  }

  private static String bar(Progress progress) {
    int full = (int) (PARTS * progress.done() / progress.total());
    return "[%s%s] %d of %d"
        .formatted("#".repeat(full), "-".repeat(PARTS - full), progress.done(), progress.total());
  }

  /** As if the rest took as long as what is done; nothing is known before one is. */
  private String left(Progress progress) {
    long rest = progress.total() - progress.done();
    if (rest == 0 || progress.done() == 0) {
      return "";
    }
    var passed = Duration.between(begin, clock.instant());
    return ", about " + Waits.words(passed.multipliedBy(rest).dividedBy(progress.done())) + " left";
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
    String time = time(event.at()) + "  ".repeat(depths.get(arn));
    switch (event.kind()) {
      case ENTERED -> {
        var wait = Waits.of(event.state());
        if (wait.isPresent()) {
          waits.put(arn, new Waiting(event, wait.get()));
        } else if (!SILENT.contains(event.type())) {
          marked(Ink.FAINT, time, event.state());
        }
      }
      case EXITED -> {
        var waiting = waits.get(arn);
        if (waiting != null && waiting.entered.state().equals(event.state())) {
          waits.remove(arn);
          String waited = Waits.words(Duration.between(waiting.entered.at(), event.at()));
          marked(Ink.FAINT, time, "waited for " + waiting.what.what() + ", " + waited);
        }
      }
      case TRY_FAILED ->
          marked(
              Ink.FAINT,
              time,
              event.state()
                  + ": "
                  + event.error().orElse("failed")
                  + " (tried again, or handled, by the workflow)");
      case STARTED_ANOTHER -> marked(Ink.FAINT, time, event.state() + " is another execution's:");
      case OTHER -> {}
    }
  }

  /** A terminal has the seconds counted; elsewhere a line says when a wait begins, and goes on. */
  private void tellWaits() {
    waits.forEach((arn, waiting) -> {
      Instant began = waiting.entered.at();
      var so = Duration.between(began, clock.instant());
      String words = "waiting for " + waiting.what.what();
      String indent = "  ".repeat(depths.get(arn));
      String hint = waiting.what.hint().isEmpty() ? "" : ". " + waiting.what.hint();
      if (live.isOn()) {
        live.show("  " + time(began) + indent + words + ", " + Waits.words(so) + hint);
      } else if (waiting.next.isZero()) {
        marked(Ink.FAINT, time(began) + indent, words + hint);
        waiting.next = REMINDER;
      } else if (so.compareTo(waiting.next) >= 0) {
        marked(Ink.FAINT, time(began.plus(so)) + indent, "still " + words + ", " + Waits.words(so));
        waiting.next = waiting.next.multipliedBy(2);
      }
    });
    paper.out().flush();
  }

  private String time(Instant at) {
    return String.format(Locale.ROOT, "%7.1f s  ", Duration.between(begin, at).toMillis() / 1000.0);
  }

  private void marked(Ink ink, String mark, String text) {
    live.clear();
    paper.marked(ink, mark, text);
  }
}
