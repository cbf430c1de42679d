package icaconnect.addition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * JSON as an expression of Terraform's language. Policy variables such as <code>${aws:username}
 * </code> must not become templates.
 * https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences
 */
final class Hcl {
  private Hcl() {}

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
                .append(text(field.getKey()))
                .append(" = ")
                .append(value(field.getValue(), indent + 2))
                .append('\n'));
    return lines.append(" ".repeat(indent)).append('}').toString();
  }

  static String texts(List<String> all) {
    return "[" + String.join(", ", all.stream().map(Hcl::text).toList()) + "]";
  }

  static String text(String value) {
    var quoted = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char here = value.charAt(i);
      char next = i + 1 < value.length() ? value.charAt(i + 1) : 0;
      quoted.append(
          switch (here) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '$', '%' -> sign(here, next);
            default -> Character.isISOControl(here) ? escaped(here) : String.valueOf(here);
          });
    }
    return quoted.append('"').toString();
  }

  /**
   * A doubled sign before a brace is a single one, so one that precedes it must not look doubled.
   */
  private static String sign(char sign, char next) {
    if (next == '{') {
      return "" + sign + sign;
    }
    return next == sign ? escaped(sign) : String.valueOf(sign);
  }

  private static String escaped(char character) {
    return String.format("\\u%04x", (int) character);
  }
}
