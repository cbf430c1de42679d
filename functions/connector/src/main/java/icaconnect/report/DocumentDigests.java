package icaconnect.report;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A document that a step replaced, by its SHA-256 before and after, each in 64 hexadecimal
 * characters; absent where there was or is none. What is hashed is the document as JSON without
 * white space, its fields in their own order, in UTF-8.
 *
 * @param name the step's
 */
public record DocumentDigests(String name, Optional<String> before, Optional<String> after) {
  static DocumentDigests of(Document document) {
    return new DocumentDigests(
        document.name(),
        document.before().map(DocumentDigests::sha256),
        document.after().map(DocumentDigests::sha256));
  }

  static String sha256(JsonNode document) {
    try {
      byte[] bytes = Json.write(document).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
