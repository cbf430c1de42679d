package icaconnect.iam;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Ours;
import java.util.Map;

/**
 * A customer managed policy.
 *
 * @param document its default version's
 * @param uses how many identities it is attached to, or is the boundary of
 */
public record ManagedPolicy(String arn, Map<String, String> tags, JsonNode document, int uses) {
  public ManagedPolicy {
    tags = Map.copyOf(tags);
  }

  /** Whether this application may have written it. */
  boolean isAtOurPath() {
    return arn.contains(":policy" + Ours.IAM_PATH);
  }

  boolean isOursFor(String bucket) {
    return bucket.equals(tags.get(Ours.BUCKET_TAG));
  }

  boolean grants(JsonNode wished) {
    return PolicyMeaning.of(document).equals(PolicyMeaning.of(wished));
  }
}
