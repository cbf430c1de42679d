package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.bucketpolicy.Exemption.Added;
import icaconnect.connection.AwsArn;
import icaconnect.policy.CanonicalPolicy;
import icaconnect.policy.PolicyDocument;
import icaconnect.policy.Principal;
import icaconnect.policy.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The smallest edit by which a Deny statement spares some principals: their ARNs in the exceptions
 * that it has, or in new ones; or in its NotPrincipal, where AWS would heed that.
 */
final class Sparing {
  private static final String NOT_PRINCIPAL = "/NotPrincipal/AWS";

  private Sparing() {}

  static List<Added> additions(Statement statement, List<Principal> principals) {
    var inNotPrincipal = new TreeSet<String>();
    var inCondition = new ArrayList<String>();
    for (Principal principal : principals) {
      if (statement.hasNotPrincipal() && !principal.bounded() && !principal.sparedBy().isEmpty()) {
        inNotPrincipal.addAll(principal.sparedBy());
      } else {
        inCondition.add(principal.arn());
      }
    }
    var additions = new ArrayList<Added>();
    inNotPrincipal.removeAll(listed(statement.json()));
    if (!inNotPrincipal.isEmpty()) {
      additions.add(
          new Added(
              NOT_PRINCIPAL,
              inNotPrincipal.stream().map(name -> spelled(name, principals)).toList()));
    }
    if (!inCondition.isEmpty()) {
      additions.add(new Added(statement.exceptionsPointer(), List.copyOf(inCondition)));
    }
    return additions;
  }

  static JsonNode apply(JsonNode statement, List<Added> additions) {
    for (Added added : additions) {
      statement = ExemptionEdit.add(statement, added.at(), added.values());
    }
    return statement;
  }

  private static Set<String> listed(JsonNode statement) {
    var listed = new HashSet<String>();
    PolicyDocument.listOf(statement.at(NOT_PRINCIPAL))
        .forEach(item -> listed.add(CanonicalPolicy.principal(item.asText())));
    return listed;
  }

  /** An account goes in as its root ARN, as S3 would give it back. */
  private static String spelled(String name, List<Principal> principals) {
    String partition = AwsArn.partition(principals.getFirst().ownArn());
    return name.startsWith("arn:") ? name : "arn:" + partition + ":iam::" + name + ":root";
  }
}
