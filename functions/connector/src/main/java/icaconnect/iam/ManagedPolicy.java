package icaconnect.iam;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Mark;
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

  boolean isOurs(Mark mark) {
    return mark.isOn(tags);
  }

  boolean grants(JsonNode wished) {
    return PolicyMeaning.of(document).equals(PolicyMeaning.of(wished));
  }
}
