package icaconnect.cli;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** One run of a command line in this process, on a day of our own, so that no test ages. */
record Run(int code, String out, String err) {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC);

  static Run of(String... args) {
    return of(false, args);
  }

  static Run onTerminal(String... args) {
    return of(true, args);
  }

  private static Run of(boolean terminal, String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    int code = IcaConnect.run(new PrintWriter(out), new PrintWriter(err), terminal, CLOCK, args);
    return new Run(code, out.toString(), err.toString());
  }

  JsonNode json() {
    return Json.parse(out);
  }
}
