package icaconnect.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whom a policy names, each of whom AWS looks up when it takes the policy: users, roles, accounts
 * and CloudFront's identities.
 */
public final class NamedPrincipals {
  private NamedPrincipals() {}

  public static List<String> in(JsonNode policy) {
    return PolicyDocument.statementsOf(policy).stream()
        .flatMap(
            statement -> Stream.of(statement.path("Principal"), statement.path("NotPrincipal")))
        .flatMap(principal -> PolicyDocument.listOf(principal.path("AWS")).stream())
        .map(JsonNode::asText)
        .filter(name -> !name.equals("*"))
        .distinct()
        .toList();
  }

  /** The end of a message about one of them that AWS does not know. */
  public static String whereItLasts(JsonNode policy) {
    return " Remedy: where it lasts, one of these is gone, or its account is closed, and must be taken out of the policy: "
        + String.join(", ", in(policy))
        + ". Then send the request again.";
  }
}
