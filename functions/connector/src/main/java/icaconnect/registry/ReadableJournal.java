package icaconnect.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A journal that can be asked for an entry as it is now. A retry is given the journal that its
 * first try was given, which lacks what that try has entered since.
 */
public interface ReadableJournal extends Journal {
  Optional<JsonNode> entry(String bucket, String step);
}
