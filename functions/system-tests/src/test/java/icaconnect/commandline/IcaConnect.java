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
    assertThat(BUILT).as("make cli builds it").isExecutable();
    var command = new ArrayList<>(List.of(BUILT.toString()));
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
      var process = builder.start();
      if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(command + " does not end");
      }
      var ended = new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
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
