package icaconnect.cli;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.cli.execution.Event;
import icaconnect.cli.execution.Event.Kind;
import icaconnect.cli.execution.Look;
import icaconnect.lambda.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An execution as it is seen, one look after another. */
final class Scene {
  private final List<Event> events = new ArrayList<>();
  private final List<Look> looks = new ArrayList<>();
  private final Instant start = Run.NOW;
  private Instant now = start;
  private Optional<String> run = Optional.empty();

  /** So many seconds later. */
  Scene after(double seconds) {
    now = now.plus(Duration.ofMillis(Math.round(1000 * seconds)));
    return this;
  }

  Scene enters(String type, String state) {
    return happens(Kind.ENTERED, state, type, Optional.empty(), Optional.empty());
  }

  Scene leaves(String type, String state) {
    return happens(Kind.EXITED, state, type, Optional.empty(), Optional.empty());
  }

  Scene fails(String state, String error) {
    return happens(Kind.TRY_FAILED, state, "Task", Optional.of(error), Optional.empty());
  }

  Scene starts(String state, String execution) {
    return happens(Kind.STARTED_ANOTHER, state, "Task", Optional.empty(), Optional.of(execution));
  }

  Scene runs(String mapRun) {
    run = Optional.of(mapRun);
    return this;
  }

  private Scene happens(
      Kind kind, String state, String type, Optional<String> error, Optional<String> nested) {
    events.add(
        new Event(events.size() + 1, now, kind, state, type, error, Optional.empty(), nested));
    return this;
  }

  /** It is looked at now, and still runs. */
  Scene seen() {
    looks.add(new Look("RUNNING", start, Json.MAPPER.createObjectNode(), run, List.copyOf(events)));
    return this;
  }

  /** It is looked at so many times, a second apart. */
  Scene seenFor(int seconds) {
    for (int i = 0; i < seconds; i++) {
      seen();
    }
    now = now.plusSeconds(seconds);
    return this;
  }

  /** It has answered this. */
  Look[] ends(JsonNode outcome) {
    looks.add(
        new Look(
            outcome.has("failure") ? "FAILED" : "SUCCEEDED",
            start,
            outcome,
            run,
            List.copyOf(events)));
    return looks.toArray(Look[]::new);
  }

  /** One that nobody sees happen. */
  static Look[] answers(String file) {
    return new Scene().ends(answer(file));
  }

  static JsonNode answer(String file) {
    return Checkout.json(Checkout.file("cli/src/test/resources/answers/" + file));
  }
}
