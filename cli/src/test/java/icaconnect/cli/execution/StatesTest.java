package icaconnect.cli.execution;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.lambda.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatesTest {
  private static final Instant START = Instant.parse("2026-11-20T08:00:00Z");

  @Test
  void have_the_times_of_their_events_and_how_often_they_failed() {
    var events =
        List.of(
            event(1, Event.Kind.ENTERED, "Inspect"),
            event(2, Event.Kind.TRY_FAILED, "Inspect"),
            event(3, Event.Kind.EXITED, "Inspect"),
            event(4, Event.Kind.ENTERED, "Merge"));
    var look = new Look("RUNNING", START, Json.MAPPER.createObjectNode(), Optional.empty(), events);

    assertThat(States.of(look))
        .isEqualTo(
            Json.parse(
                """
                [{"state": "Inspect", "type": "Task", "entered": "2026-11-20T08:00:01Z",
                  "failedTries": 1, "left": "2026-11-20T08:00:03Z"},
                 {"state": "Merge", "type": "Task", "entered": "2026-11-20T08:00:04Z"}]
                """));
  }

  private static Event event(long id, Event.Kind kind, String state) {
    return new Event(
        id,
        START.plusSeconds(id),
        kind,
        state,
        "Task",
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
