package icaconnect.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.step.Invocation;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sums up a run whose outcomes hold 80 MB together: each bucket fails with a long cause. The
 * bucket's side is a stand-in that makes outcomes up as they are asked for and keeps no line.
 */
final class TenThousandOutcomes implements Runs {
  static final int COUNT = 10_000;
  private static final String CAUSE = "x".repeat(8_000);

  private int lines;

  private TenThousandOutcomes() {}

  public static void main(String[] none) {
    var runs = new TenThousandOutcomes();
    var summary =
        Invocation.of(
            new SummaryHandler(runs),
            Json.parse("{\"run\": \"connect-many/one\", \"asked\": %d}".formatted(COUNT)));
    System.out.println(summary.path("failed").asInt() + " failed, " + runs.lines + " lines");
  }

  @Override
  public Optional<String> read(String key) {
    return Optional.empty();
  }

  @Override
  public void write(String key, String text) {}

  @Override
  public String keep(String key, String mediaType, Consumer<PrintWriter> content) {
    return key;
  }

  @Override
  public String keepLines(String key, Consumer<Consumer<String>> source) {
    source.accept(line -> lines++);
    return key;
  }

  @Override
  public void eachOutcome(String run, Consumer<JsonNode> taker) {
    for (int i = 0; i < COUNT; i++) {
      var outcome = Json.MAPPER.createObjectNode().put("index", i).put("error", "States.Timeout");
      outcome.putObject("request").put("bucket", "lab-" + i);
      taker.accept(outcome.put("cause", CAUSE + i));
    }
  }

  @Override
  public List<String> folders(String kind) {
    return List.of();
  }

  @Override
  public void eachResult(String run, Consumer<JsonNode> taker) {}
}
