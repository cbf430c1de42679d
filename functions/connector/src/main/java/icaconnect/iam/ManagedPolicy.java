package icaconnect.iam;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Mark;
import icaconnect.connection.Ours;
import icaconnect.policy.Grants;
import java.util.Map;
import java.util.Set;

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

  /** Whether an installation of this application may have written it. */
  boolean isAtOurPath() {
    return arn.contains(":policy" + Ours.IAM_PATH);
  }

  boolean isOurs(Mark mark) {
    return mark.isOn(tags);
  }

  boolean grants(JsonNode wished) {
    return PolicyMeaning.of(document).equals(PolicyMeaning.of(wished));
  }

  /** What is wished and not granted; nothing where the policy says the same in other words. */
  Set<String> missing(JsonNode wished) {
    return grants(wished) ? Set.of() : Grants.missing(document, wished);
  }

  /** What it grants and nobody wished. */
  Set<String> superfluous(JsonNode wished) {
    return grants(wished) ? Set.of() : Grants.superfluous(document, wished);
  }
}
