package icaconnect.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import icaconnect.lambda.Json;

/**
 * A policy document as it is sent: without white space, and with escapes beyond ASCII, since IAM
 * takes no character beyond Latin-1 (a prefix may have some).
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html
 */
public final class PolicyJson {
  /** In characters: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
  static final int MAX_LENGTH = 6_144;

  private static final ObjectWriter ASCII =
      Json.MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

  private PolicyJson() {}

  public static String of(JsonNode document) {
    try {
      return ASCII.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree can be written", e);
    }
  }
}
