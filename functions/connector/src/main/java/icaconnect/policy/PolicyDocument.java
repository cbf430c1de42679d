package icaconnect.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where things stand in a policy's JSON: a lone value counts as a list of one everywhere. */
public final class PolicyDocument {
  private PolicyDocument() {}

  public static List<JsonNode> statementsOf(JsonNode policy) {
    return listOf(policy.path("Statement"));
  }

  /** The items of an array, the lone value itself, or nothing where the element is missing. */
  public static List<JsonNode> listOf(JsonNode value) {
    if (value.isMissingNode()) {
      return List.of();
    }
    if (value instanceof ArrayNode array) {
      var items = new ArrayList<JsonNode>(array.size());
      array.forEach(items::add);
      return items;
    }
    return List.of(value);
  }

  public static Optional<String> sidOf(JsonNode statement) {
    return Optional.ofNullable(statement.path("Sid").textValue()).filter(sid -> !sid.isEmpty());
  }
}
