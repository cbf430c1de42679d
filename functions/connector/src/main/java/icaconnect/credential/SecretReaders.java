package icaconnect.credential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;
import java.util.List;
import java.util.Optional;

/**
 * Who may read the connections' keys, whatever else an IAM policy of the account allows: a Deny in
 * the secret's own policy for everybody else. Others' statements stay as they are.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html
 *
 * @param arns of roles and users, {@code *} allowed; none guards nothing
 */
public record SecretReaders(List<String> arns) {
  static final String SID = "IcaConnectReaders";

  public SecretReaders {
    arns = List.copyOf(arns);
  }

  /** The secret's policy with our statement in it, in place of an older one. */
  JsonNode guarding(Optional<JsonNode> policy) {
    ObjectNode guarded =
        policy
            .map(theirs -> (ObjectNode) theirs.deepCopy())
            .orElseGet(() -> Json.MAPPER.createObjectNode().put("Version", "2012-10-17"));
    ArrayNode statements = Json.MAPPER.createArrayNode();
    for (JsonNode statement : listed(guarded.path("Statement"))) {
      if (!isOurs(statement)) {
        statements.add(statement);
      }
    }
    statements.add(statement());
    guarded.set("Statement", statements);
    return guarded;
  }

  boolean guards(Optional<JsonNode> policy) {
    return arns.isEmpty()
        || policy
            .filter(one ->
                listed(one.path("Statement")).stream()
                    .filter(SecretReaders::isOurs)
                    .toList()
                    .equals(List.of(statement())))
            .isPresent();
  }

  /** Our statement of a time when somebody was named, while nobody is. */
  boolean leftIn(JsonNode policy) {
    return arns.isEmpty()
        && listed(policy.path("Statement")).stream().anyMatch(SecretReaders::isOurs);
  }

  /** Whether the policy has statements of others, too. */
  static boolean hasOthers(JsonNode policy) {
    return listed(policy.path("Statement")).stream().anyMatch(one -> !isOurs(one));
  }

  private JsonNode statement() {
    ObjectNode statement =
        Json.MAPPER
            .createObjectNode()
            .put("Sid", SID)
            .put("Effect", "Deny")
            .put("Principal", "*")
            .put("Action", "secretsmanager:GetSecretValue")
            .put("Resource", "*");
    ArrayNode readers =
        statement.putObject("Condition").putObject("ArnNotLike").putArray("aws:PrincipalArn");
    arns.forEach(readers::add);
    return statement;
  }

  private static boolean isOurs(JsonNode statement) {
    return statement.path("Sid").asText().equals(SID);
  }

  /** A policy may have one statement without a list around it. */
  private static List<JsonNode> listed(JsonNode statements) {
    return statements.isObject() ? List.of(statements) : statements.valueStream().toList();
  }
}
