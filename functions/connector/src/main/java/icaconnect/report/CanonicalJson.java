package icaconnect.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.TreeSet;

/**
 * JSON that is the same text whenever it means the same: no white space, fields sorted by UTF-16
 * code units, texts escaped as in RFC 8785, numbers as they were written.
 */
public final class CanonicalJson {
  private CanonicalJson() {}

  public static String of(JsonNode json) {
    var text = new StringBuilder();
    write(json, text);
    return text.toString();
  }

  /** The SHA-256 of that text in UTF-8, in 64 hexadecimal characters. */
  public static String sha256(JsonNode json) {
    try {
      byte[] bytes = of(json).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void write(JsonNode json, StringBuilder text) {
    if (json.isObject()) {
      var names = new TreeSet<String>();
      json.fieldNames().forEachRemaining(names::add);
      text.append('{');
      for (Iterator<String> each = names.iterator(); each.hasNext(); ) {
        String name = each.next();
        quote(name, text);
        text.append(':');
        write(json.get(name), text);
        text.append(each.hasNext() ? "," : "");
      }
      text.append('}');
    } else if (json.isArray()) {
      text.append('[');
      for (Iterator<JsonNode> each = json.iterator(); each.hasNext(); ) {
        write(each.next(), text);
        text.append(each.hasNext() ? "," : "");
      }
      text.append(']');
    } else if (json.isTextual()) {
      quote(json.textValue(), text);
    } else {
      text.append(json);
    }
  }

  private static void quote(String value, StringBuilder text) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\b' -> text.append("\\b");
        case '\f' -> text.append("\\f");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> text.append(c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
      }
    }
    text.append('"');
  }
}
