package icaconnect.evidence;

import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.tag;

import com.fasterxml.jackson.databind.JsonNode;
import j2html.tags.ContainerTag;
import j2html.tags.DomContent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A workflow as it ran, from left to right: a row for each state that took time, in the order of
 * their first beginnings, with a bar for each time that it was entered. A state that failed, or
 * never ended, is drawn in another colour and says so.
 */
final class Timeline {
  private static final int ROW = 24;
  private static final int LABEL = 260;
  private static final int WIDTH = 860;
  private static final int VALUE = 130;

  /** What is shorter is still seen. */
  private static final double THINNEST = 2;

  private final Map<String, List<Stay>> rows = new LinkedHashMap<>();
  private final Instant begin;
  private final Instant end;

  private Timeline(List<Stay> stays) {
    stays.forEach(stay -> rows.computeIfAbsent(stay.state(), _ -> new ArrayList<>()).add(stay));
    begin = stays.stream().map(Stay::entered).min(Instant::compareTo).orElse(Instant.EPOCH);
    end = stays.stream().flatMap(Stay::times).max(Instant::compareTo).orElse(begin);
  }

  /** One stay in a state. */
  private record Stay(String state, Instant entered, Optional<Instant> left, int failedTries) {
    static Stay of(JsonNode state) {
      return new Stay(
          state.path("state").asText(),
          Instant.parse(state.path("entered").asText()),
          state.has("left")
              ? Optional.of(Instant.parse(state.path("left").asText()))
              : Optional.empty(),
          state.path("failedTries").asInt());
    }

    Stream<Instant> times() {
      return Stream.concat(Stream.of(entered), left.stream());
    }

    boolean tookTime() {
      return !left.equals(Optional.of(entered));
    }

    boolean wentWell() {
      return left.isPresent() && failedTries == 0;
    }
  }

  /** Nothing where no time is known. */
  static Optional<DomContent> of(String title, JsonNode states) {
    var stays =
        states
            .valueStream()
            .filter(state -> state.has("entered"))
            .map(Stay::of)
            .filter(Stay::tookTime)
            .toList();
    return stays.isEmpty() ? Optional.empty() : Optional.of(new Timeline(stays).drawn(title));
  }

  private DomContent drawn(String title) {
    var svg =
        tag("svg")
            .attr("role", "img")
            .attr("viewBox", "0 0 " + WIDTH + " " + rows.size() * ROW)
            .attr("width", WIDTH)
            .attr("aria-label", Harmless.of(title + ": " + spoken()));
    int y = 0;
    for (var row : rows.entrySet()) {
      svg.with(tag("text").attr("x", 0).attr("y", y + 16).with(Html.text(row.getKey())));
      for (Stay stay : row.getValue()) {
        svg.with(bar(stay, y));
      }
      svg.with(
          tag("text")
              .attr("x", WIDTH - VALUE + 8)
              .attr("y", y + 16)
              .with(Html.text(said(row.getValue()))));
      y += ROW;
    }
    return figure(figcaption(Html.text(title)), svg);
  }

  private ContainerTag<?> bar(Stay stay, int y) {
    double from = at(stay.entered());
    double to = at(stay.left().orElse(end));
    var bar =
        tag("rect")
            .attr("x", Bars.number(from))
            .attr("y", y + 4)
            .attr("height", ROW - 8)
            .attr("width", Bars.number(Math.max(THINNEST, to - from)));
    return stay.wentWell() ? bar : bar.withClass("failed");
  }

  private double at(Instant instant) {
    double whole = Math.max(1, millis(begin, end));
    return LABEL + (WIDTH - LABEL - VALUE - THINNEST) * millis(begin, instant) / whole;
  }

  private String spoken() {
    return String.join(
        ", ",
        rows.entrySet().stream()
            .map(row ->
                row.getKey()
                    + " from second "
                    + seconds(begin, row.getValue().getFirst().entered())
                    + " "
                    + said(row.getValue()))
            .toList());
  }

  private static String said(List<Stay> stays) {
    long took =
        stays.stream()
            .mapToLong(stay -> millis(stay.entered(), stay.left().orElse(stay.entered())))
            .sum();
    int failed = stays.stream().mapToInt(Stay::failedTries).sum();
    boolean ended = stays.stream().allMatch(stay -> stay.left().isPresent());
    return (ended ? Bars.number(took / 1000.0) + " s" : "did not end")
        + (failed > 0 ? ", " + failed + " failed" : "");
  }

  private static String seconds(Instant from, Instant to) {
    return Bars.number(millis(from, to) / 1000.0);
  }

  private static long millis(Instant from, Instant to) {
    return Duration.between(from, to).toMillis();
  }
}
