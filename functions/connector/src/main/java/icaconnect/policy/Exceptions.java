package icaconnect.policy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;
import java.util.List;

/** Adds to the lists by which a statement spares somebody. */
public final class Exceptions {
  private Exceptions() {}

  /**
   * A copy of the statement with these values at the end of that list, which is made if missing.
   *
   * @param at JSON pointer to the list, from the statement
   */
  public static ObjectNode add(JsonNode statement, String at, List<String> values) {
    ObjectNode edited = statement.deepCopy();
    JsonPointer list = JsonPointer.compile(at);
    ObjectNode holder = edited;
    for (JsonPointer step = list;
        step.tail() != null && !step.tail().matches();
        step = step.tail()) {
      String name = step.getMatchingProperty();
      holder = holder.has(name) ? (ObjectNode) holder.get(name) : holder.putObject(name);
    }
    String name = list.last().getMatchingProperty();
    ArrayNode longer = Json.MAPPER.createArrayNode();
    longer.addAll(PolicyDocument.listOf(holder.path(name)));
    values.forEach(longer::add);
    holder.set(name, longer);
    return edited;
  }
}
