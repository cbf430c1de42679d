package icaconnect.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** Where the process starts and ends. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    var out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    var console = System.console();
    boolean terminal = console != null && console.isTerminal();
    int code = IcaConnect.run(out, err, terminal, Clock.systemUTC(), args);
    out.flush();
    err.flush();
    System.exit(code);
  }
}
