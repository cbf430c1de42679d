package icaconnect.evidence;

import static j2html.TagCreator.caption;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;
import static j2html.TagCreator.ul;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.policy.DocumentDiff;
import j2html.TagCreator;
import j2html.tags.DomContent;
import j2html.tags.specialized.DivTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The parts that pages are made of. What others wrote is shown, never obeyed. */
final class Html {
  private static final int WORST_CASE = 400_000;

  /** As ISO 8601 writes it: a browser breaks it at its hyphens, and may break it after the day. */
  private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]{5,18}Z");

  private Html() {}

  /** A text of others: j2html escapes what HTML obeys, and this what turns or hides writing. */
  static DomContent text(String theirs) {
    if (TIME.matcher(theirs).matches()) {
      int day = theirs.indexOf('T');
      return TagCreator.span(
          unbroken(theirs.substring(0, day)), TagCreator.wbr(), unbroken(theirs.substring(day)));
    }
    String shown = theirs.length() > WORST_CASE ? theirs.substring(0, WORST_CASE) + " …" : theirs;
    return TagCreator.text(Harmless.of(shown));
  }

  private static DomContent unbroken(String text) {
    return TagCreator.span(text).withClass("time");
  }

  static DomContent text(JsonNode value) {
    return text(value.isMissingNode() || value.isNull() ? "not known" : plain(value));
  }

  static String plain(JsonNode value) {
    return value.isContainerNode() ? value.toString() : value.asText();
  }

  /** A table that scrolls by itself where the page is narrow. */
  static DivTag table(String label, List<String> columns, Stream<List<DomContent>> rows) {
    var all = rows.toList();
    if (all.isEmpty()) {
      return div(p(label + ": none."));
    }
    return scrolling(
        label,
        TagCreator.table(
            caption(label),
            thead(tr(each(columns, column -> th(column).attr("scope", "col")))),
            tbody(each(all, row -> tr(each(row, cell -> td(cell)))))));
  }

  static DivTag scrolling(String label, DomContent wide) {
    return div(wide)
        .withClass("scroll")
        .attr("role", "region")
        .attr("tabindex", "0")
        .attr("aria-label", label);
  }

  /** What is not known, or nothing where all is. */
  static DomContent unknown(JsonNode reasons) {
    return reasons.isEmpty()
        ? TagCreator.text("")
        : div(p("Not known:"), ul(each(reasons.valueStream().toList(), reason -> li(text(reason)))))
            .withClass("unknown");
  }

  static DomContent verdict(String word) {
    String kind =
        switch (word) {
          case "PASS", "SUCCEEDED", "CONNECTED", "SOUND" -> "good";
          case "FAIL", "FAILED", "ERROR", "DEGRADED", "ABORTED", "TIMED_OUT" -> "bad";
          case "WARNING", "JUDGED", "SKIPPED", "DRIFTED" -> "warn";
          default -> "";
        };
    var shown = TagCreator.span(text(word));
    return kind.isEmpty() ? shown : shown.withClass(kind);
  }

  /** Both documents beside each other. */
  static DivTag sideBySide(String label, Optional<JsonNode> before, Optional<JsonNode> after) {
    var rows = new ArrayList<DomContent>();
    var gone = new ArrayList<String>();
    var added = new ArrayList<String>();
    for (DocumentDiff.Line line : DocumentDiff.whole(before, after)) {
      switch (line.mark()) {
        case '-' -> gone.add(line.text());
        case '+' -> added.add(line.text());
        default -> {
          flush(gone, added, rows);
          rows.add(tr(td(text(line.text())), td(text(line.text()))));
        }
      }
    }
    flush(gone, added, rows);
    return scrolling(
        label,
        TagCreator.table(
                caption(label),
                thead(tr(th("Before").attr("scope", "col"), th("After").attr("scope", "col"))),
                tbody(each(rows, row -> row)))
            .withClass("diff"));
  }

  private static void flush(List<String> gone, List<String> added, List<DomContent> rows) {
    for (int i = 0; i < Math.max(gone.size(), added.size()); i++) {
      rows.add(tr(side(gone, i, "gone", "− "), side(added, i, "added", "+ ")));
    }
    gone.clear();
    added.clear();
  }

  /** A sign besides the colour, for who sees none. */
  private static DomContent side(List<String> lines, int at, String kind, String sign) {
    return at < lines.size() ? td(text(sign + lines.get(at))).withClass(kind) : td();
  }
}
