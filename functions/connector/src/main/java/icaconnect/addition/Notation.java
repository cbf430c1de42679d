package icaconnect.addition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.function.UnaryOperator;

/**
 * How a language writes JSON: objects over lines, lists in one.
 *
 * @param key a field's name
 * @param text a string
 * @param is between a field's name and its value
 * @param end of a field
 */
record Notation(UnaryOperator<String> key, UnaryOperator<String> text, String is, String end) {
  /**
   * @param indent of the line that the expression begins on
   */
  String value(JsonNode json, int indent) {
    if (json.isObject()) {
      return object(json, indent);
    }
    if (json.isArray()) {
      var items = new ArrayList<String>();
      json.forEach(item -> items.add(value(item, indent)));
      return "[" + String.join(", ", items) + "]";
    }
    return json.isTextual() ? text.apply(json.textValue()) : json.toString();
  }

  private String object(JsonNode json, int indent) {
    if (json.isEmpty()) {
      return "{}";
    }
    String inner = " ".repeat(indent + 2);
    var lines = new StringBuilder("{\n");
    json.properties()
        .forEach(field ->
            lines
                .append(inner)
                .append(key.apply(field.getKey()))
                .append(is)
                .append(value(field.getValue(), indent + 2))
                .append(end));
    return lines.append(" ".repeat(indent)).append('}').toString();
  }
}
