package icaconnect.addition;

/**
 * Reads a quoted text as Terraform does, and fails on a template: a second implementation of its
 * escapes. https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#template-literals
 */
final class HclReader {
  private HclReader() {}

  static String text(String quoted) {
    assertQuoted(quoted);
    String inner = quoted.substring(1, quoted.length() - 1);
    var text = new StringBuilder();
    int i = 0;
    while (i < inner.length()) {
      char here = inner.charAt(i);
      if (inner.startsWith("$${", i) || inner.startsWith("%%{", i)) {
        text.append(here).append('{');
        i += 3;
      } else if (inner.startsWith("${", i) || inner.startsWith("%{", i)) {
        throw new AssertionError("a template begins in " + quoted);
      } else if (here == '\\') {
        char kind = inner.charAt(i + 1);
        if (kind == 'u') {
          text.append((char) Integer.parseInt(inner.substring(i + 2, i + 6), 16));
          i += 6;
        } else {
          text.append(escaped(kind));
          i += 2;
        }
      } else if (here == '"' || here == '\n' || here == '\r') {
        throw new AssertionError("the text ends before its end: " + quoted);
      } else {
        text.append(here);
        i++;
      }
    }
    return text.toString();
  }

  private static void assertQuoted(String quoted) {
    if (quoted.length() < 2 || quoted.charAt(0) != '"' || !quoted.endsWith("\"")) {
      throw new AssertionError("not quoted: " + quoted);
    }
  }

  private static char escaped(char kind) {
    return switch (kind) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case '"', '\\' -> kind;
      default -> throw new AssertionError("no escape of Terraform's: " + kind);
    };
  }
}
