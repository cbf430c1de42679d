package icaconnect.ica;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.lambda.Shortened;
import java.util.ArrayList;
import java.util.List;

/** What ICA says went wrong (RFC 7807), as one line of text. */
public record Problem(int status, String text) {
  private static final int LONGEST_PART = 300;

  /** The problem in an answer's body; a gateway's HTML page becomes its status alone. */
  static Problem read(int status, String body, Redaction redaction) {
    JsonNode json;
    try {
      json = Json.parse(body);
    } catch (IllegalArgumentException e) {
      // Not quoted: it is not ICA's and may hold anything.
      return new Problem(status, "HTTP " + status);
    }
    List<String> parts = new ArrayList<>();
    add(parts, "", json.path("title"), redaction);
    add(parts, "", json.path("detail"), redaction);
    json.path("parameters")
        .properties()
        .forEach(entry -> add(parts, entry.getKey() + ": ", entry.getValue(), redaction));
    return new Problem(
        status, "HTTP " + status + (parts.isEmpty() ? "" : " " + String.join("; ", parts)));
  }

  private static void add(List<String> parts, String label, JsonNode value, Redaction redaction) {
    if (value.isTextual() && !value.textValue().isBlank()) {
      // Before it is cut: half a secret would not be known again.
      String text = redaction.of(label + value.textValue().strip());
      parts.add(Shortened.to(LONGEST_PART, text));
    }
  }
}
