package icaconnect.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** A managed policy that may be a connection's. */
public record TracedPolicy(Map<String, String> tags, JsonNode document) {
  public TracedPolicy {
    tags = Map.copyOf(tags);
  }
}
