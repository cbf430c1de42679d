package icaconnect.evidence;

import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.tag;

import j2html.tags.DomContent;
import java.util.Locale;
import java.util.Map;

/** Figures as horizontal bars, drawn inline; who does not see them hears the same figures. */
final class Bars {
  private static final int ROW = 24;
  private static final int LABEL = 180;
  private static final int WIDTH = 600;
  private static final int VALUE = 90;

  private Bars() {}

  static DomContent of(String title, Map<String, Double> figures, String unit) {
    double most = figures.values().stream().mapToDouble(Double::doubleValue).max().orElse(1);
    var svg =
        tag("svg")
            .attr("role", "img")
            .attr("viewBox", "0 0 " + WIDTH + " " + Math.max(ROW, figures.size() * ROW))
            .attr("width", WIDTH)
            .attr("aria-label", Harmless.of(title + ": " + spoken(figures, unit)));
    int y = 0;
    for (var figure : figures.entrySet()) {
      double length = most <= 0 ? 0 : (WIDTH - LABEL - VALUE) * figure.getValue() / most;
      svg.with(
          tag("text").attr("x", 0).attr("y", y + 16).with(Html.text(figure.getKey())),
          tag("rect")
              .attr("x", LABEL)
              .attr("y", y + 4)
              .attr("height", ROW - 8)
              .attr("width", number(Math.max(1, length))),
          tag("text")
              .attr("x", number(LABEL + Math.max(1, length) + 6))
              .attr("y", y + 16)
              .with(Html.text(number(figure.getValue()) + unit)));
      y += ROW;
    }
    return figure(figcaption(Html.text(title)), svg);
  }

  private static String spoken(Map<String, Double> figures, String unit) {
    return String.join(
        ", ",
        figures.entrySet().stream()
            .map(figure -> figure.getKey() + " " + number(figure.getValue()) + unit)
            .toList());
  }

  static String number(double value) {
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.1f", value);
  }
}
