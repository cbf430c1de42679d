package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.bucketpolicy.Exemption.Added;
import icaconnect.policy.Principal;
import icaconnect.policy.Statement;
import java.util.List;

/**
 * The smallest edit by which a Deny statement spares some principals: their ARNs in the exceptions
 * of its Condition, or in new ones. Never in a NotPrincipal, which AWS does not heed for who has a
 * permissions boundary, now or later.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
final class Sparing {
  private Sparing() {}

  static List<Added> additions(Statement statement, List<Principal> principals) {
    return principals.isEmpty()
        ? List.of()
        : List.of(
            new Added(
                statement.exceptionsPointer(),
                principals.stream().map(Principal::ownArn).toList()));
  }

  static JsonNode apply(JsonNode statement, List<Added> additions) {
    for (Added added : additions) {
      statement = ExemptionEdit.add(statement, added.at(), added.values());
    }
    return statement;
  }
}
