package icaconnect.cli;

import icaconnect.cli.aws.AwsReach;
import icaconnect.cli.aws.Caller;
import icaconnect.cli.options.Surroundings;
import icaconnect.cli.terminal.AtTheTerminal;
import icaconnect.cli.terminal.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** Where the process starts and ends. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    var out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    var around =
        new Surroundings(
            new AtTheTerminal(),
            Clock.systemUTC(),
            Main::sleep,
            (region, profile, endpoint) -> new AwsReach(new Caller(region, profile, endpoint)));
    int code = IcaConnect.run(out, err, around, args);
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

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
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
