package icaconnect.rotation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.step.Invocation;
import icaconnect.step.StepInput;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;

/** Takes the acts in the workflow's order; time passes only where the workflow waits. */
final class RotationRun {
  static final Duration KEY_SETTLING = Duration.ofSeconds(60);
  static final Periods PERIODS = new Periods(Duration.ofHours(1), Duration.ofHours(24));

  private final InMemoryKeys keys;

  RotationRun(InMemoryKeys keys) {
    this.keys = keys;
  }

  void toTheEnd() {
    if (standing(act("prepare")).equals("NEW_KEY")) {
      act("prove");
    }
    act("promote");
    for (JsonNode report = act("retire");
        standing(report).equals("RESTING");
        report = act("retire")) {
      keys.now = keys.now.plusSeconds(report.at("/outputs/restSeconds").asLong());
    }
  }

  JsonNode act(String act) {
    return act(act, 0);
  }

  JsonNode act(String act, int olderThanDays) {
    var input = (ObjectNode) StepInput.connect("lab").withJournal(Map.copyOf(keys.entries)).json();
    input.put("act", act).put("olderThanDays", olderThanDays);
    keys.user.ifPresent(
        arn -> input.withObject("/facts").put("userArn", arn).put("userBounded", keys.bounded));
    return Invocation.of(handler(keys), input);
  }

  static RotationHandler handler(InMemoryKeys keys) {
    return new RotationHandler(
        Invocation.STACK,
        keys,
        keys,
        keys,
        keys,
        keys,
        keys,
        PERIODS,
        KEY_SETTLING,
        Clock.fixed(keys.now, ZoneOffset.UTC),
        pause -> {});
  }

  static String standing(JsonNode report) {
    return report.at("/outputs/standing").asText();
  }
}
