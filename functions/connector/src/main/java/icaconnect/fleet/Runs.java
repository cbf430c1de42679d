package icaconnect.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** The stack's own bucket for manifests and for what came of runs over many buckets. */
public interface Runs {
  /** A file's text; absent when there is none. */
  Optional<String> read(String key);

  /** Writes a file, over one that is there. */
  void write(String key, String text);

  /**
   * Keeps a file, written as it comes so that a long one needs no more memory than a short one, and
   * returns its S3 URI. The same file may be there already: a run's folder is one execution's, so
   * an earlier attempt of the same run has written it.
   *
   * @throws IllegalStateException when another is there, which is somebody else's
   */
  String keep(String key, String mediaType, Consumer<PrintWriter> content);

  /** The same of JSON. */
  default String keep(String key, String json) {
    return keep(key, "application/json", file -> file.append(json));
  }

  /** The same of lines. */
  default String keepLines(String key, Consumer<Consumer<String>> source) {
    return keep(
        key, "application/json", file -> source.accept(line -> file.append(line).append('\n')));
  }

  /** Gives every outcome that the run's children have left, one at a time, in the order of keys. */
  void eachOutcome(String run, Consumer<JsonNode> taker);

  /** The folders of this kind of run, in the order of their names. */
  List<String> folders(String kind);

  /**
   * Gives every line that a run has gathered, one at a time; none where it has gathered nothing.
   */
  void eachResult(String run, Consumer<JsonNode> taker);

  /**
   * Gathers the outcomes into one file, a line of JSON each, and returns its S3 URI.
   *
   * @param line what of an outcome is kept; called once for each
   */
  default String gather(String run, Function<JsonNode, ?> line) {
    return keepLines(
        results(run),
        lines -> eachOutcome(run, outcome -> lines.accept(Json.write(line.apply(outcome)))));
  }

  /** What the run has gathered. */
  static String results(String run) {
    return run + "/results.jsonl";
  }

  /** The work list that the run's map reads. */
  static String workList(String run) {
    return run + "/work.json";
  }

  /** Where the run's children leave their outcomes. */
  static String outcomes(String run) {
    return run + "/outcomes/";
  }
}
