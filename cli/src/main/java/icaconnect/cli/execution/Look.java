package icaconnect.cli.execution;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An execution at one moment.
 *
 * @param status Step Functions' own word, such as RUNNING
 * @param outcome what it answered, or why it failed; an empty object while it runs
 * @param run the run over many buckets that it has started
 * @param events all of them so far, in their order
 */
public record Look(
    String status, Instant started, JsonNode outcome, Optional<String> run, List<Event> events) {
  boolean ended() {
    return !status.equals("RUNNING");
  }
}
