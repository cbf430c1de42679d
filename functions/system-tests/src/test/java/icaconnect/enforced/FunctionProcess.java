package icaconnect.enforced;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One function as Lambda runs it: its handler in a JVM of its own, whose environment is the
 * function's.
 */
final class FunctionProcess implements AutoCloseable {
  private final String name;
  private final Process process;
  private final BufferedReader answers;
  private final Writer events;

  private FunctionProcess(String name, Process process) {
    this.name = name;
    this.process = process;
    answers = process.inputReader(StandardCharsets.UTF_8);
    events = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
  }

  static FunctionProcess start(
      String name, String handler, String functionArn, Map<String, String> environment) {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command =
        new ProcessBuilder(
            List.of(
                java,
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                HandlerLoop.class.getName(),
                handler,
                functionArn));
    command.environment().clear();
    command.environment().putAll(environment);
    try {
      var process = command.redirectError(ProcessBuilder.Redirect.DISCARD).start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return new FunctionProcess(name, process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The answer's payload; throws {@link FunctionFailed} where the handler threw. */
  JsonNode invoke(JsonNode event) {
    try {
      events.write(Json.write(event) + "\n");
      events.flush();
      String line = answers.readLine();
      if (line == null) {
        throw new FunctionFailed(name, "Runtime.ExitError", "the process has ended");
      }
      JsonNode answer = Json.parse(line);
      if (answer.has("errorType")) {
        throw new FunctionFailed(
            name, answer.path("errorType").asText(), answer.path("errorMessage").asText());
      }
      return answer.path("payload");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
