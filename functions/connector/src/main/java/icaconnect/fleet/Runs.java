package icaconnect.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Consumer;

/** The stack's own bucket for manifests and for what came of runs over many buckets. */
public interface Runs {
  /** A file's text; absent when there is none. */
  Optional<String> read(String key);

  /** Writes a file and returns its S3 URI. */
  String write(String key, String text);

  /**
   * Writes a file of lines as they come, so that a long one needs no more memory than a short one,
   * and returns its S3 URI.
   */
  String writeLines(String key, Consumer<Consumer<String>> source);

  /**
   * Gives every outcome that the run's children have left, one at a time, in no particular order.
   */
  void eachOutcome(String run, Consumer<JsonNode> taker);

  /** The work list that the run's map reads. */
  static String workList(String run) {
    return run + "/work.json";
  }

  /** Where the run's children leave their outcomes. */
  static String outcomes(String run) {
    return run + "/outcomes/";
  }
}
