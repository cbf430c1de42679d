package icaconnect.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Principals that have been deleted: S3 shows their unique id instead of the ARN, and takes no
 * policy that has one.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
 */
public final class OrphanedPrincipals {
  private static final Pattern USER_OR_ROLE_ID = Pattern.compile("(AIDA|AROA)[A-Z0-9]{12,}");

  private OrphanedPrincipals() {}

  /**
   * @param at JSON pointer to the element that names it
   */
  public record Orphan(String at, String id) {
    public String kind() {
      return id.startsWith("AIDA") ? "user" : "role";
    }
  }

  public static boolean isOrphan(String principal) {
    return USER_OR_ROLE_ID.matcher(principal).matches();
  }

  public static List<Orphan> in(JsonNode policy) {
    var orphans = new ArrayList<Orphan>();
    int index = 0;
    for (JsonNode statement : PolicyDocument.statementsOf(policy)) {
      for (String element : List.of("Principal", "NotPrincipal")) {
        String at = "/Statement/" + index + "/" + element + "/AWS";
        PolicyDocument.listOf(statement.path(element).path("AWS")).stream()
            .map(JsonNode::asText)
            .filter(OrphanedPrincipals::isOrphan)
            .forEach(id -> orphans.add(new Orphan(at, id)));
      }
      index++;
    }
    return orphans;
  }
}
