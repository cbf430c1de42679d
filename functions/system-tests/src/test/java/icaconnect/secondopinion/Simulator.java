package icaconnect.secondopinion;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.localstack.Checkout;
import icaconnect.secondopinion.Question.Answer;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The simulator as one process that answers line by line, as long as it is not closed. */
final class Simulator implements AutoCloseable {
  private final Process process;
  private final BufferedWriter questions;
  private final BufferedReader answers;

  Simulator() {
    try {
      process =
          new ProcessBuilder(Checkout.file("local/simulator-judge").toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    questions = process.outputWriter();
    answers = process.inputReader();
  }

  /** One answer for each world of each question. */
  List<List<Answer>> judge(List<Question> asked) {
    return ask(asked.stream().map(Json::write).toList()).stream()
        .map(line -> line.chars().mapToObj(letter -> Answer.of((char) letter)).toList())
        .toList();
  }

  /** What is not valid in a bucket's policy. */
  List<String> errors(JsonNode policy) {
    String answer = ask(List.of(Json.write(Map.of("validate", policy)))).getFirst();
    return Json.parse(answer).path("errors").valueStream().map(JsonNode::toString).toList();
  }

  /** Writes beside reading, since a pipe holds 64 KB only. */
  private List<String> ask(List<String> lines) {
    var writing = CompletableFuture.runAsync(() -> write(lines));
    var read = lines.stream().map(_ -> line()).toList();
    writing.join();
    return read;
  }

  private void write(List<String> lines) {
    try {
      for (String line : lines) {
        questions.write(line);
        questions.newLine();
      }
      questions.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String line() {
    try {
      String line = answers.readLine();
      if (line == null) {
        throw new IllegalStateException("the simulator has ended");
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
