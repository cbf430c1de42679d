package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;
import icaconnect.policy.PolicyDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What somebody else does to a policy while we are connected. Done to the document with and without
 * us it must come to the same once we are gone; our own statement, last in the list, is not
 * touched.
 */
record Edit(Kind kind, int number) {
  enum Kind {
    INSERT_A_STATEMENT,
    DROP_A_STATEMENT,
    ADD_AN_ACTION,
    ADD_AN_EXCEPTION,
    ADD_A_CONDITION,
    ALLOW_INSTEAD,
    REVERSE_ALL_LISTS
  }

  static Edit random(Random random) {
    return new Edit(Kind.values()[random.nextInt(Kind.values().length)], random.nextInt(100));
  }

  /**
   * @param original the document without us, which says what theirs is
   */
  static JsonNode all(List<Edit> edits, JsonNode original, JsonNode policy) {
    int theirs = PolicyDocument.statementsOf(original).size();
    var statements = new ArrayList<JsonNode>(PolicyDocument.statementsOf(policy.deepCopy()));
    for (Edit edit : edits) {
      theirs = edit.apply(statements, theirs);
    }
    ObjectNode edited = policy.deepCopy();
    edited.putArray("Statement").addAll(statements);
    return edited;
  }

  private int apply(List<JsonNode> statements, int theirs) {
    int at = number % theirs;
    switch (kind) {
      case INSERT_A_STATEMENT -> {
        statements.add(
            at, Policies.json(Policies.TLS_ONLY.replace("TlsOnly", "Inserted" + number)));
        return theirs + 1;
      }
      case DROP_A_STATEMENT -> {
        if (theirs > 1) {
          statements.remove(at);
          return theirs - 1;
        }
      }
      case ADD_AN_ACTION -> {
        String name = statements.get(at).has("Action") ? "Action" : "NotAction";
        append((ObjectNode) statements.get(at), name, "s3:PutObjectAcl");
      }
      case ADD_AN_EXCEPTION -> {
        for (var block : statements.get(at).path("Condition").properties()) {
          if (block.getKey().startsWith("ArnNot") && block.getValue().has("aws:PrincipalArn")) {
            addException((ObjectNode) block.getValue());
          }
        }
      }
      case ADD_A_CONDITION ->
          ((ObjectNode) statements.get(at))
              .withObjectProperty("Condition")
              .withObjectProperty("StringNotEquals")
              .put("aws:RequestedRegion", "eu-west-" + number);
      case ALLOW_INSTEAD -> ((ObjectNode) statements.get(at)).put("Effect", "Allow");
      case REVERSE_ALL_LISTS -> statements.forEach(Edit::reverse);
    }
    return theirs;
  }

  /** Only where theirs has exceptions too: a block that is all ours goes with us. */
  private static void addException(ObjectNode block) {
    if (PolicyDocument.listOf(block.get("aws:PrincipalArn")).stream()
        .anyMatch(arn -> !isOurs(arn.asText()))) {
      append(block, "aws:PrincipalArn", "arn:aws:iam::111122223333:user/newcomer");
    }
  }

  private static boolean isOurs(String arn) {
    return arn.contains("ica");
  }

  private static void append(ObjectNode holder, String name, String text) {
    ArrayNode longer = Json.MAPPER.createArrayNode();
    longer.addAll(PolicyDocument.listOf(holder.path(name)));
    holder.set(name, longer.add(text));
  }

  private static void reverse(JsonNode node) {
    if (node instanceof ArrayNode array) {
      for (int i = array.size() - 1; i >= 0; i--) {
        array.add(array.remove(i));
      }
    }
    node.forEach(Edit::reverse);
  }
}
