package icaconnect.bucketpolicy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.bucketpolicy.Exemption.Added;
import icaconnect.lambda.Json;
import icaconnect.policy.CanonicalPolicy;
import icaconnect.policy.PolicyDocument;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Adds values to one list of a statement and takes them out again; nothing else in it moves. */
final class ExemptionEdit {
  private ExemptionEdit() {}

  /** A copy of the statement with these values at the end of that list, which is made if missing. */
  static ObjectNode add(JsonNode statement, String at, List<String> values) {
    ObjectNode edited = statement.deepCopy();
    JsonPointer list = JsonPointer.compile(at);
    ObjectNode holder = edited;
    for (JsonPointer step = list; step.tail() != null && !step.tail().matches(); step = step.tail()) {
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

  /** A copy of the statement without what the exemption added, and without blocks left empty by that. */
  static JsonNode takeOut(JsonNode statement, Exemption exemption) {
    ObjectNode edited = statement.deepCopy();
    for (Added added : exemption.added()) {
      JsonPointer list = JsonPointer.compile(added.at());
      remove(edited, list, added.values(), exemption.former().at(list).isTextual());
    }
    return edited.equals(statement) ? statement : edited;
  }

  private static void remove(ObjectNode statement, JsonPointer list, List<String> values, boolean wasLone) {
    JsonNode node = statement.at(list);
    var rest = new ArrayList<JsonNode>();
    Set<String> going = new HashSet<>();
    values.forEach(value -> going.add(CanonicalPolicy.principal(value)));
    for (JsonNode item : PolicyDocument.listOf(node)) {
      if (!going.remove(CanonicalPolicy.principal(item.asText()))) {
        rest.add(item);
      }
    }
    if (going.size() == values.size()) {
      return;
    }
    if (rest.isEmpty()) {
      prune(statement, list);
      return;
    }
    ObjectNode holder = (ObjectNode) statement.at(list.head());
    String name = list.last().getMatchingProperty();
    holder.set(name, wasLone && rest.size() == 1 ? rest.getFirst() : Json.MAPPER.createArrayNode().addAll(rest));
  }

  private static void prune(ObjectNode statement, JsonPointer place) {
    ((ObjectNode) statement.at(place.head())).remove(place.last().getMatchingProperty());
    for (JsonPointer block = place.head(); !block.matches(); block = block.head()) {
      if (!statement.at(block).isEmpty()) {
        return;
      }
      ((ObjectNode) statement.at(block.head())).remove(block.last().getMatchingProperty());
    }
  }
}
