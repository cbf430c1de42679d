package icaconnect.bucketpolicy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.bucketpolicy.Exemption.Added;
import icaconnect.lambda.Json;
import icaconnect.policy.CanonicalPolicy;
import icaconnect.policy.Exceptions;
import icaconnect.policy.OrphanedPrincipals;
import icaconnect.policy.PolicyDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Adds values to one list of a statement and takes them out again; nothing else in it moves. */
final class ExemptionEdit {
  private ExemptionEdit() {}

  /**
   * A copy of the statement with these values at the end of that list, which is made if missing.
   */
  static ObjectNode add(JsonNode statement, String at, List<String> values) {
    return Exceptions.add(statement, at, values);
  }

  /**
   * A copy of the statement without what the exemption added, and without blocks left empty by
   * that.
   */
  static JsonNode takeOut(JsonNode statement, Exemption exemption) {
    ObjectNode edited = statement.deepCopy();
    for (Added added : exemption.added()) {
      JsonPointer list = JsonPointer.compile(added.at());
      remove(edited, list, added.values(), exemption.former().at(list));
    }
    return edited.equals(statement) ? statement : edited;
  }

  /** Whether everything that the exemption added is there. */
  static boolean hasAll(JsonNode statement, Exemption exemption) {
    return exemption.added().stream()
        .allMatch(added -> {
          var list = JsonPointer.compile(added.at());
          var items = PolicyDocument.listOf(statement.at(list));
          return added.values().stream()
              .allMatch(value -> find(value, items, exemption.former().at(list)).isPresent());
        });
  }

  private static void remove(
      ObjectNode statement, JsonPointer list, List<String> values, JsonNode former) {
    List<JsonNode> items = PolicyDocument.listOf(statement.at(list));
    var rest = new ArrayList<>(items);
    for (String value : values) {
      find(value, rest, former)
          .filter(item -> !isStillNeeded(value, rest, values, former))
          .ifPresent(rest::remove);
    }
    if (rest.size() == items.size()) {
      return;
    }
    if (rest.isEmpty()) {
      prune(statement, list);
      return;
    }
    ObjectNode holder = (ObjectNode) statement.at(list.head());
    String name = list.last().getMatchingProperty();
    boolean lone = former.isTextual() && rest.size() == 1;
    holder.set(name, lone ? rest.getFirst() : Json.MAPPER.createArrayNode().addAll(rest));
  }

  /** The value in the list; or the unique id that S3 shows instead since the user was deleted. */
  private static Optional<JsonNode> find(String value, List<JsonNode> items, JsonNode former) {
    String name = CanonicalPolicy.principal(value);
    var found =
        items.stream()
            .filter(item -> CanonicalPolicy.principal(item.asText()).equals(name))
            .findFirst();
    if (found.isPresent() || !value.contains(":user/")) {
      return found;
    }
    var orphans =
        items.stream()
            .filter(item ->
                OrphanedPrincipals.isOrphan(item.asText())
                    && !PolicyDocument.listOf(former).contains(item))
            .toList();
    return orphans.size() == 1 ? Optional.of(orphans.getFirst()) : Optional.empty();
  }

  /**
   * Somebody else's principal of this account that came after us needs the account listed as well.
   */
  private static boolean isStillNeeded(
      String value, List<JsonNode> items, List<String> ours, JsonNode former) {
    String account = CanonicalPolicy.principal(value);
    return CanonicalPolicy.isAccount(account)
        && items.stream()
            .filter(item -> item.asText().contains("::" + account + ":"))
            .filter(item -> !CanonicalPolicy.principal(item.asText()).equals(account))
            .anyMatch(item ->
                !ours.contains(item.asText()) && !PolicyDocument.listOf(former).contains(item));
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
