package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * PutEvents lets its caller say when an event was. What is kept as a bucket's latest keeps out all
 * that were before.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html
 */
class EventOrderTest {
  private static final JsonNode TIME =
      Definition.of("receive")
          .state("Is it the latest of its bucket?")
          .at("/Arguments/ExpressionAttributeValues/:time/S");

  /** The attack: one event of the year 2099, and no real request is heard for a week. */
  @ParameterizedTest
  @ValueSource(strings = {"2099-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "later"})
  void an_event_of_the_future_counts_as_now(String time) {
    var before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String kept = kept(time);

    // As EventBridge writes it, since the times are compared as texts.
    assertThat(kept).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    assertThat(Instant.parse(kept)).isBetween(before, Instant.now());
  }

  @Test
  void an_event_of_the_past_counts_as_then() {
    assertThat(kept("2026-01-01T12:00:00Z")).isEqualTo("2026-01-01T12:00:00Z");
  }

  private static String kept(String time) {
    return Definition.evaluate(
            TIME, Map.of("event", Json.parse("{\"time\": \"%s\"}".formatted(time))))
        .asText();
  }
}
