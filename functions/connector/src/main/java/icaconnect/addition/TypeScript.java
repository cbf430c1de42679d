package icaconnect.addition;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.util.List;

/**
 * JSON as an expression of TypeScript: it is one already, but for two characters that ended a line
 * before ECMAScript 2019, and a key that would set a prototype.
 * https://tc39.es/proposal-json-superset/
 */
final class TypeScript {
  private static final Notation NOTATION =
      new Notation(TypeScript::key, TypeScript::text, ": ", ",\n");

  private TypeScript() {}

  /**
   * @param indent of the line that the expression begins on
   */
  static String value(JsonNode json, int indent) {
    return NOTATION.value(json, indent);
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
