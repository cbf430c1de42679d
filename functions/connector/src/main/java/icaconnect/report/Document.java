package icaconnect.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A whole document before and after a plan; absent where there is none.
 *
 * @param name the step's
 */
public record Document(String name, Optional<JsonNode> before, Optional<JsonNode> after) {
  /** The digest by which reports, the trail and the registry know a document. */
  public static String sha256(JsonNode document) {
    return DocumentDigests.sha256(document);
  }
}
