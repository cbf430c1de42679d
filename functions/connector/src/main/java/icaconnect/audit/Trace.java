package icaconnect.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What AWS has of a connection besides its record: a secret of ours whose user exists.
 *
 * @param policy what the policy at our path allows the user; absent where there is none
 */
public record Trace(String bucket, String userName, Optional<JsonNode> policy) {}
