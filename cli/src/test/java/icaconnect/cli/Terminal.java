package icaconnect.cli;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a terminal shows, as a page, so that a browser can take its picture. */
final class Terminal {
  /** ECMA-48, select graphic rendition. */
  private static final Pattern GRAPHIC = Pattern.compile("\u001b\\[([0-9;]*)m");

  private static final Map<String, String> STYLES =
      Map.of(
          "1", "font-weight: bold",
          "2", "opacity: 0.6",
          "31", "color: #f47067",
          "32", "color: #57ab5a",
          "33", "color: #c69026",
          "36", "color: #39c5cf");

  private Terminal() {}

  static String page(String text) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
    var open = new int[1];
    String spans =
        GRAPHIC
            .matcher(escaped)
            .replaceAll(found -> Matcher.quoteReplacement(span(found.group(1), open)));
    return """
    <!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>ica-connect</title>
    <body style="background: #22272e; color: #d5dbe2; font: 14px/1.4 monospace; padding: 1em">
    <pre style="white-space: pre-wrap">\
    """
        + spans
        + "</span>".repeat(open[0])
        + "</pre></body></html>";
  }

  private static String span(String codes, int[] open) {
    var html = new StringBuilder();
    for (String code : codes.isEmpty() ? new String[] {"0"} : codes.split(";")) {
      if (code.equals("0") || code.equals("39") || code.equals("22") || code.equals("21")) {
        html.append("</span>".repeat(open[0]));
        open[0] = 0;
      } else {
        String style = STYLES.get(code);
        if (style == null) {
          throw new IllegalArgumentException("no style for the code " + code);
        }
        html.append("<span style='").append(style).append("'>");
        open[0]++;
      }
    }
    return html.toString();
  }
}
