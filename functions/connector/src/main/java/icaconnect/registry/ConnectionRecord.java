package icaconnect.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * One connection as the registry keeps it. What is kept as JSON text arrives parsed.
 *
 * @param wish the last good request; absent when there never was one
 * @param holder the execution that works on it now
 * @param ids names and ARNs of what it consists of
 * @param verification when it was last proven, how many checks passed, which were skipped
 * @param findings what a person should know
 * @param drift what the last audit found changed
 * @param history the last ten executions, the latest last
 */
public record ConnectionRecord(
    String bucket,
    ConnectionState state,
    Optional<String> region,
    Optional<String> updatedAt,
    Optional<String> holder,
    Optional<JsonNode> wish,
    Optional<JsonNode> ids,
    Optional<JsonNode> verification,
    Optional<JsonNode> findings,
    Optional<JsonNode> drift,
    Optional<JsonNode> lastFailure,
    Optional<JsonNode> history) {}
