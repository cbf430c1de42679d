package icaconnect.cli;

import icaconnect.cli.terminal.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
    // Whoever has read enough closes a pipe. What cannot be written whole must not pass for an
    // answer.
    boolean lost = out.checkError() && !isPipe();
    if (lost) {
      err.println("ica-connect: the answer could not be written whole.");
    }
    err.flush();
    System.exit(lost ? ExitCode.BROKEN.number() : code);
  }

  /** Linux only says so; elsewhere a lost answer is always an error. */
  private static boolean isPipe() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString().startsWith("pipe:");
    } catch (IOException e) {
      return false;
    }
  }
}
