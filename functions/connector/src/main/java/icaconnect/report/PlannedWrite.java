package icaconnect.report;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Something that a step would write. Two are equal where they make the same of the same; what
 * stands beside it in a document of others does not count.
 *
 * @param step the step's name
 * @param what a {@link ChangeSubject}, or a document
 * @param digest SHA-256 of the step, the subject, and what becomes of it
 */
public record PlannedWrite(String step, String what, String digest) {
  /** As a step reads a report that another has written; what it is about is not in it. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static PlannedWrite read(String entry) {
    int end = entry.lastIndexOf('=');
    return new PlannedWrite(entry.substring(0, Math.max(end, 0)), "", entry.substring(end + 1));
  }

  /** As {@code expectedPlan} names it. */
  @JsonValue
  public String entry() {
    return step + "=" + digest;
  }

  /**
   * Everything that this report says would be written: each change, and of each document the parts
   * that come and go, whole. A change alone may name a part by its place, where another may stand
   * by now.
   */
  public static List<PlannedWrite> of(Report report) {
    return Stream.concat(
            report.changes().stream().map(change -> of(report.name(), change.what(), change)),
            report.documents().stream()
                .filter(document -> !document.before().equals(document.after()))
                .map(document -> of(report.name(), document.name() + " document", edit(document))))
        .toList();
  }

  private static PlannedWrite of(String step, String what, Object becomes) {
    ObjectNode content = Json.MAPPER.createObjectNode().put("step", step).put("what", what);
    content.set("becomes", Json.tree(becomes));
    return new PlannedWrite(step, what, CanonicalJson.sha256(content));
  }

  private static ObjectNode edit(Document document) {
    JsonNode none = Json.MAPPER.createObjectNode();
    JsonNode before = document.before().orElse(none);
    JsonNode after = document.after().orElse(none);
    ObjectNode edit = Json.MAPPER.createObjectNode();
    if (before.isArray() || after.isArray()) {
      edit.set("list", parts(before, after));
    } else {
      var names = new TreeSet<String>();
      before.fieldNames().forEachRemaining(names::add);
      after.fieldNames().forEachRemaining(names::add);
      names.stream()
          .filter(name -> !before.path(name).equals(after.path(name)))
          .forEach(name -> edit.set(name, parts(before.path(name), after.path(name))));
    }
    return edit;
  }

  /** A list by what comes and goes; a policy's single statement is a list of one. */
  private static ObjectNode parts(JsonNode before, JsonNode after) {
    ObjectNode parts = Json.MAPPER.createObjectNode();
    parts.set("from", without(before, after));
    parts.set("to", without(after, before));
    return parts;
  }

  private static ArrayNode without(JsonNode list, JsonNode others) {
    ArrayNode left = items(list);
    items(others)
        .forEach(other -> {
          for (int i = 0; i < left.size(); i++) {
            if (left.get(i).equals(other)) {
              left.remove(i);
              return;
            }
          }
        });
    return left;
  }

  private static ArrayNode items(JsonNode value) {
    ArrayNode items = Json.MAPPER.createArrayNode();
    if (value.isArray()) {
      items.addAll((ArrayNode) value);
    } else if (!value.isMissingNode() && !(value.isObject() && value.isEmpty())) {
      items.add(value);
    }
    return items;
  }
}
