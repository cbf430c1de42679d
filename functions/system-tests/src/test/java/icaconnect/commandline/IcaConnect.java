package icaconnect.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.localstack.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** The command line that was built, run as a process with somebody's credentials. */
public record IcaConnect(URI endpoint, AwsCredentials who) {
  private static final Path BUILT = Checkout.file("cli/target/ica-connect");
  private static final int LONGEST_SECONDS = 300;

  /** How a run ended. */
  public record Ended(int code, String out, String err) {
    public JsonNode json() {
      assertThat(out).as(err).startsWith("{");
      return Json.parse(out);
    }
  }

  public Ended run(String... args) {
    return started(args).end();
  }

  /** A run of which the end has not been waited for. */
  public Running started(String... args) {
    assertThat(BUILT).as("make cli builds it").isExecutable();
    // A run in the background may have been told to ignore Ctrl-C, and children inherit that.
    var command =
        new ArrayList<>(
            List.of(
                "python3",
                "-c",
                "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL);"
                    + " os.execv(sys.argv[1], sys.argv[1:])",
                BUILT.toString()));
    command.addAll(List.of(args));
    command.addAll(List.of("--endpoint-url", endpoint.toString(), "--region", "us-east-1"));
    try {
      Path out = Files.createTempFile("ica-connect", ".out");
      Path err = Files.createTempFile("ica-connect", ".err");
      var builder =
          new ProcessBuilder(command)
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().put("AWS_ACCESS_KEY_ID", who.accessKeyId());
      builder.environment().put("AWS_SECRET_ACCESS_KEY", who.secretAccessKey());
      return new Running(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A process of the command line. */
  public record Running(Process process, Path out, Path err) {
    public String printed() {
      try {
        return Files.readString(out);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** As Ctrl-C does. */
    public void interrupt() {
      try {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
    }

    public Ended end() {
      try {
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new AssertionError("it does not end: " + printed());
        }
        var ended = new Ended(process.exitValue(), printed(), Files.readString(err));
        Files.delete(out);
        Files.delete(err);
        return ended;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
    }
  }
}
