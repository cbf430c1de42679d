package icaconnect.aws.client;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * What AWS answers to one request.
 *
 * @param code AWS's error code; empty where it is no error, or not AWS that answered
 * @param message AWS's own words, or the HTTP status
 */
public record SignedAnswer(int status, String code, String message, String body) {
  private static final Pattern CODE = Pattern.compile("<Code>([^<]+)</Code>");
  private static final Pattern MESSAGE = Pattern.compile("<Message>([^<]+)</Message>");

  static SignedAnswer of(SdkHttpResponse head, String body) {
    if (head.isSuccessful()) {
      return new SignedAnswer(head.statusCode(), "", "", body);
    }
    JsonNode json = json(body);
    String code =
        head.firstMatchingHeader("x-amzn-errortype")
            .or(() -> text(json, "__type"))
            .or(() -> first(CODE, body))
            .orElse("");
    String message =
        text(json, "message")
            .or(() -> text(json, "Message"))
            .or(() -> first(MESSAGE, body))
            .orElseGet(() -> "HTTP " + head.statusCode());
    return new SignedAnswer(head.statusCode(), bare(code), message, body);
  }

  public boolean succeeded() {
    return status / 100 == 2;
  }

  /** Why it did not, in AWS's words. */
  public String reason() {
    return code.isEmpty() ? message : code + ": " + message.replaceAll("[.]$", "");
  }

  /** Codes come with a name space before them, or an address after them. */
  private static String bare(String code) {
    return code.replaceFirst("^.*#", "").replaceFirst(":.*$", "");
  }

  private static JsonNode json(String body) {
    try {
      return Json.parse(body);
    } catch (IllegalArgumentException e) {
      // Not JSON: XML, or a proxy's page.
      return Json.MAPPER.missingNode();
    }
  }

  private static Optional<String> text(JsonNode json, String field) {
    return Optional.ofNullable(json.path(field).textValue());
  }

  private static Optional<String> first(Pattern pattern, String body) {
    var match = pattern.matcher(body);
    return match.find() ? Optional.of(match.group(1)) : Optional.empty();
  }
}
