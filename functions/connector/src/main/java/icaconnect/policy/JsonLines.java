package icaconnect.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import icaconnect.lambda.Json;
import java.util.List;

/** JSON in the one layout that people compare by eye: two spaces, one value a line. */
public final class JsonLines {
  private static final DefaultIndenter TWO_SPACES = new DefaultIndenter("  ", "\n");

  private static final ObjectWriter WRITER =
      Json.MAPPER.writer(
          new DefaultPrettyPrinter()
              .withObjectIndenter(TWO_SPACES)
              .withArrayIndenter(TWO_SPACES)
              .withSeparators(
                  Separators.createDefaultInstance()
                      .withObjectFieldValueSpacing(Separators.Spacing.AFTER)));

  private JsonLines() {}

  public static List<String> of(JsonNode json) {
    try {
      return WRITER.writeValueAsString(json).lines().toList();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree can always be written", e);
    }
  }
}
