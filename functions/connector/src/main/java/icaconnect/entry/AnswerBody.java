package icaconnect.entry;

import icaconnect.code.Code;
import icaconnect.lambda.Json;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/** An answer as CloudFormation reads it, within its limit. */
final class AnswerBody {
  /**
   * Bytes. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html
   */
  static final int MOST_BYTES = 4096;

  private static final String ELLIPSIS = "…";

  private AnswerBody() {}

  /**
   * The reason is trimmed to fit. Attributes are never cut: an answer that they make too long
   * becomes a failure. Ids that alone are too long are none of CloudFormation's; they get what
   * there is to say.
   */
  static String write(RequestId id, Answer answer) {
    if (!answer.data().isEmpty() && bytes(body(id, answer, ELLIPSIS)) > MOST_BYTES) {
      return write(
          id,
          Answer.failed(
              answer.physicalId(),
              Code.ANSWER_TOO_LONG
                  + ": the attributes do not fit into CloudFormation's "
                  + MOST_BYTES
                  + " bytes. Remedy: choose shorter names."));
    }
    String whole = body(id, answer, answer.reason());
    return bytes(whole) <= MOST_BYTES ? whole : trimmed(id, answer);
  }

  static boolean isFailure(String body) {
    return Json.parse(body).path("Status").asText().equals("FAILED");
  }

  private static String trimmed(RequestId id, Answer answer) {
    String shortest = body(id, answer, ELLIPSIS);
    if (bytes(shortest) > MOST_BYTES) {
      return shortest;
    }
    int fits = 0;
    int tooLong = answer.reason().codePointCount(0, answer.reason().length());
    while (tooLong - fits > 1) {
      int middle = (fits + tooLong) / 2;
      if (bytes(body(id, answer, start(answer.reason(), middle))) <= MOST_BYTES) {
        fits = middle;
      } else {
        tooLong = middle;
      }
    }
    return body(id, answer, start(answer.reason(), fits));
  }

  private static String start(String text, int codePoints) {
    return text.substring(0, text.offsetByCodePoints(0, codePoints)) + ELLIPSIS;
  }

  private static String body(RequestId id, Answer answer, String reason) {
    var body =
        Json.MAPPER
            .createObjectNode()
            .put("Status", answer.success() ? "SUCCESS" : "FAILED")
            .put("Reason", reason)
            .put("PhysicalResourceId", answer.physicalId().value())
            .put("StackId", id.stackId())
            .put("RequestId", id.value())
            .put("LogicalResourceId", id.logicalId());
    if (!answer.data().isEmpty()) {
      body.set("Data", Json.tree(new TreeMap<>(answer.data())));
    }
    return Json.write(body);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
