package icaconnect.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * An execution that has ended, as Step Functions describes it.
 *
 * @param status {@code SUCCEEDED}, {@code FAILED}, {@code TIMED_OUT} or {@code ABORTED}
 * @param output what it answered, when it succeeded
 * @param error the name of its failure
 * @param cause what it answered, when it failed: the same object as text
 * @param redrives how often it was begun again after it had ended; it keeps its ARN and its start
 */
public record Execution(
    String arn,
    String status,
    Instant started,
    Optional<Instant> stopped,
    JsonNode input,
    Optional<JsonNode> output,
    Optional<String> error,
    Optional<String> cause,
    int redrives) {}
