package icaconnect.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Since when a connection has its access key, as far as the trail tells. */
public final class KeyAge {
  /** What has failed may have taken its key back. */
  private static final Set<String> KEPT = Set.of("CONNECTED", "ROTATED");

  private KeyAge() {}

  /**
   * When the execution that made the present key ended; absent where none of these did, or where
   * the last that did made another key than the record names.
   *
   * @param record of the registry, as JSON
   * @param executions the trail's records of the connection's executions, the oldest first
   */
  public static Optional<Instant> since(JsonNode record, List<JsonNode> executions) {
    String key = record.at("/ids/accessKeyId").asText();
    return executions.stream()
        .filter(KeyAge::madeOne)
        .reduce((_, last) -> last)
        .filter(one -> {
          String made = one.at("/answer/accessKeyId").asText();
          return made.isEmpty() || key.isEmpty() || made.equals(key);
        })
        .map(one -> Instant.parse(one.path("stopped").asText()));
  }

  private static boolean madeOne(JsonNode execution) {
    return execution.has("stopped")
        && KEPT.contains(execution.at("/answer/status").asText())
        && execution
            .at("/answer/steps")
            .valueStream()
            .flatMap(step -> step.path("changes").valueStream())
            .anyMatch(change ->
                change.has("to")
                    && change.path("what").asText().matches("IAM user .*: access key"));
  }
}
