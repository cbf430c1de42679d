package icaconnect.cli;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.cli.aws.AwsReach;
import icaconnect.cli.aws.Caller;
import icaconnect.cli.deployed.Reach;
import icaconnect.cli.deployed.Reaching;
import icaconnect.cli.options.Surroundings;
import icaconnect.cli.terminal.Person;
import icaconnect.lambda.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** One run of a command line in this process, on a day of our own, so that no test ages. */
record Run(int code, String out, String err) {
  static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  private static final Reaching AWS =
      (region, profile, endpoint) -> new AwsReach(new Caller(region, profile, endpoint));

  static Run of(String... args) {
    return of(Person.NOBODY, AWS, args);
  }

  static Run onTerminal(String... args) {
    return of(new Typist(new StringWriter(), List.of()), AWS, args);
  }

  /** With this stack, and nobody at a terminal. */
  static Run with(Reach stack, String... args) {
    return of(Person.NOBODY, (_, _, _) -> stack, args);
  }

  /** What surrounds a command line that nobody looks at. */
  static Surroundings nobody() {
    var clock = new Ticking();
    return new Surroundings(Person.NOBODY, clock, clock::pass, AWS);
  }

  /** The same at a terminal, where somebody answers each question so. */
  static Run answering(List<String> answers, Reach stack, String... args) {
    var out = new StringWriter();
    return of(out, new Typist(out, answers), (_, _, _) -> stack, args);
  }

  private static Run of(Person person, Reaching reaching, String... args) {
    return of(new StringWriter(), person, reaching, args);
  }

  private static Run of(StringWriter out, Person person, Reaching reaching, String... args) {
    var err = new StringWriter();
    var clock = new Ticking();
    int code =
        IcaConnect.run(
            new PrintWriter(out),
            new PrintWriter(err),
            new Surroundings(person, clock, clock::pass, reaching),
            args);
    return new Run(code, out.toString(), err.toString());
  }

  JsonNode json() {
    return Json.parse(out);
  }

  /** Time that passes only while somebody waits. */
  private static final class Ticking extends Clock {
    private Instant now = NOW;

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("nobody asks for local time");
    }
  }

  /** What they are asked, and what they type, stands on the terminal like everything else. */
  private static final class Typist implements Person {
    private final StringWriter terminal;
    private final Queue<String> answers;

    Typist(StringWriter terminal, List<String> answers) {
      this.terminal = terminal;
      this.answers = new ArrayDeque<>(answers);
    }

    @Override
    public boolean looks() {
      return true;
    }

    @Override
    public String answer(String question) {
      String answer = answers.poll();
      terminal.append(question).append(answer == null ? "^D" : answer).append('\n');
      return answer;
    }
  }
}
