package icaconnect.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import icaconnect.lambda.Json;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the journal as the registry keeps it: JSON as a text, or what somebody has put there.
 */
public final class JournalText {
  private JournalText() {}

  /**
   * What the entry says; missing where it says nothing, so that the step knows that there is one.
   */
  public static JsonNode read(@Nullable String text) {
    try {
      return text == null ? MissingNode.getInstance() : Json.parse(text);
    } catch (IllegalArgumentException notJson) {
      return MissingNode.getInstance();
    }
  }
}
