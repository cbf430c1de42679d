package icaconnect.addition;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * JSON as an expression of TypeScript: it is one already, but for two characters that ended a line
 * before ECMAScript 2019, and a key that would set a prototype.
 * https://tc39.es/proposal-json-superset/
 */
final class TypeScript {
  private TypeScript() {}

  /**
   * @param indent of the line that the expression begins on
   */
  static String value(JsonNode json, int indent) {
    if (json.isObject()) {
      return object(json, indent);
    }
    if (json.isArray()) {
      var items = new ArrayList<String>();
      json.forEach(item -> items.add(value(item, indent)));
      return "[" + String.join(", ", items) + "]";
    }
    return json.isTextual() ? text(json.textValue()) : json.toString();
  }

  private static String object(JsonNode json, int indent) {
    if (json.isEmpty()) {
      return "{}";
    }
    String inner = " ".repeat(indent + 2);
    var lines = new StringBuilder("{\n");
    json.properties()
        .forEach(field ->
            lines
                .append(inner)
                .append(key(field.getKey()))
                .append(": ")
                .append(value(field.getValue(), indent + 2))
                .append(",\n"));
    return lines.append(" ".repeat(indent)).append('}').toString();
  }

  /** Computed, a key is nothing but a key. */
  private static String key(String name) {
    return name.equals("__proto__") ? "[" + text(name) + "]" : text(name);
  }

  static String texts(List<String> all) {
    return "[" + String.join(", ", all.stream().map(TypeScript::text).toList()) + "]";
  }

  static String text(String value) {
    return Json.write(value).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
  }
}
