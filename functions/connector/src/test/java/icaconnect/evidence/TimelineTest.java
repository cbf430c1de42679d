package icaconnect.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.lambda.Json;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TimelineTest {
  /** A wait is entered twice, a task fails once, a choice takes no time, the last never ends. */
  private static final String DRAWN =
      Timeline.of(
              "How connect went",
              Json.parse(
                  """
                  [{"state": "Inspect", "entered": "2026-11-20T08:00:00Z", "left": "2026-11-20T08:00:10Z"},
                   {"state": "Wait", "entered": "2026-11-20T08:00:10Z", "left": "2026-11-20T08:00:20Z"},
                   {"state": "Known?", "entered": "2026-11-20T08:00:20Z", "left": "2026-11-20T08:00:20Z"},
                   {"state": "Wait", "entered": "2026-11-20T08:00:20Z", "left": "2026-11-20T08:00:30Z"},
                   {"state": "Write", "entered": "2026-11-20T08:00:30Z", "left": "2026-11-20T08:00:40Z", "failedTries": 1},
                   {"state": "Prove", "entered": "2026-11-20T08:00:40Z"}]
                  """))
          .orElseThrow()
          .render();

  @Test
  void tells_who_does_not_see_it_the_same_in_words() {
    assertThat(DRAWN)
        .contains(
            "aria-label=\"How connect went: Inspect from second 0 10 s, Wait from second 10 20 s,"
                + " Write from second 30 10 s, 1 failed, Prove from second 40 did not end\"");
  }

  @Test
  void a_state_has_one_row_and_a_bar_for_each_time_that_it_was_entered() {
    assertThat(DRAWN.split(">Wait</text>", -1)).hasSize(2);
    assertThat(count("<rect")).isEqualTo(5);
    assertThat(DRAWN).doesNotContain("Known?");
  }

  @Test
  void what_failed_or_never_ended_has_another_colour() {
    assertThat(count("class=\"failed\"")).isEqualTo(2);
  }

  @Test
  void bars_lie_where_the_time_was_and_within_the_drawing() {
    var bars =
        Pattern.compile("<rect x=\"([\\d.]+)\"[^>]*width=\"([\\d.]+)\"")
            .matcher(DRAWN)
            .results()
            .toList();
    double last = 0;
    for (var bar : bars) {
      double begin = Double.parseDouble(bar.group(1));
      double end = begin + Double.parseDouble(bar.group(2));
      assertThat(begin).isGreaterThanOrEqualTo(last);
      assertThat(end).isLessThanOrEqualTo(860);
      last = begin;
    }
    assertThat(bars).hasSize(5);
  }

  @Test
  void of_states_without_times_there_is_no_drawing() {
    assertThat(Timeline.of("t", Json.parse("[]"))).isEmpty();
    assertThat(Timeline.of("t", Json.parse("[{\"state\": \"s\"}]"))).isEmpty();
  }

  private static int count(String part) {
    return DRAWN.split(Pattern.quote(part), -1).length - 1;
  }
}
