package icaconnect.addition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * JSON as an expression of Terraform's language. Policy variables such as <code>${aws:username}
 * </code> must not become templates.
 * https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences
 */
final class Hcl {
  private static final Notation NOTATION = new Notation(Hcl::text, Hcl::text, " = ", "\n");

  private Hcl() {}

  /**
   * @param indent of the line that the expression begins on
   */
  static String value(JsonNode json, int indent) {
    return NOTATION.value(json, indent);
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
