package icaconnect.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The runs bucket in memory. */
public final class InMemoryRuns implements Runs {
  private final Map<String, String> files = new TreeMap<>();

  public InMemoryRuns with(String key, String text) {
    files.put(key, text);
    return this;
  }

  @Override
  public Optional<String> read(String key) {
    return Optional.ofNullable(files.get(key));
  }

  @Override
  public void write(String key, String text) {
    files.put(key, text);
  }

  @Override
  public String keep(String key, String mediaType, Consumer<PrintWriter> content) {
    var text = new StringWriter();
    content.accept(new PrintWriter(text));
    String kept = files.putIfAbsent(key, text.toString());
    if (kept != null && !kept.equals(text.toString())) {
      throw new IllegalStateException("another " + key);
    }
    return "s3://runs/" + key;
  }

  @Override
  public void eachOutcome(String run, Consumer<JsonNode> taker) {
    files.entrySet().stream()
        .filter(file -> file.getKey().startsWith(Runs.outcomes(run)))
        .map(file -> Json.parse(file.getValue()))
        .toList()
        .forEach(taker);
  }

  @Override
  public List<String> folders(String kind) {
    return files.keySet().stream()
        .filter(key -> key.startsWith(kind + "/"))
        .map(key -> key.substring(0, key.indexOf('/', kind.length() + 1)))
        .distinct()
        .toList();
  }

  @Override
  public void eachResult(String run, Consumer<JsonNode> taker) {
    read(Runs.results(run)).orElse("").lines().map(Json::parse).forEach(taker);
  }
}
