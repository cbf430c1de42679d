package icaconnect.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyAgeTest {
  private static final Instant FIRST = Instant.parse("2026-10-01T08:00:00Z");
  private static final Instant SECOND = Instant.parse("2026-11-01T08:00:00Z");

  @Test
  void is_that_of_the_last_execution_that_made_one() {
    assertThat(since("AKIATWO", made("CONNECTED", "AKIAONE", FIRST))).isEmpty();
    assertThat(
            since(
                "AKIATWO", made("CONNECTED", "AKIAONE", FIRST), made("ROTATED", "AKIATWO", SECOND)))
        .contains(SECOND);
  }

  @Test
  void an_execution_that_changed_something_else_made_none() {
    assertThat(
            since(
                "AKIAONE", made("CONNECTED", "AKIAONE", FIRST), changed("IAM policy p: document")))
        .contains(FIRST);
  }

  /** Of a rotation that has failed the new key is gone again, and the old one has its old age. */
  @Test
  void an_execution_that_has_failed_has_left_none() {
    assertThat(
            since(
                "AKIAONE", made("CONNECTED", "AKIAONE", FIRST), made("FAILED", "AKIAONE", SECOND)))
        .contains(FIRST);
  }

  @Test
  void taking_a_key_away_makes_none() {
    JsonNode deleted =
        Json.parse(
            """
            {"stopped": "%s", "answer": {"status": "CONNECTED", "steps": [{"changes": [
              {"what": "IAM user ica-lab: access key", "from": "AKIAOLD"},
              {"what": "IAM policy p: document", "to": {}}]}]}}
            """
                .formatted(SECOND));

    assertThat(since("AKIAONE", deleted)).isEmpty();
  }

  private static Optional<Instant> since(String key, JsonNode... executions) {
    JsonNode record = Json.parse("{\"ids\": {\"accessKeyId\": \"%s\"}}".formatted(key));
    return KeyAge.since(record, List.copyOf(Arrays.asList(executions)));
  }

  private static JsonNode made(String status, String key, Instant stopped) {
    return execution(status, key, stopped, "IAM user ica-lab: access key");
  }

  private static JsonNode changed(String what) {
    return execution("CONNECTED", "AKIAONE", SECOND, what);
  }

  private static JsonNode execution(String status, String key, Instant stopped, String what) {
    return Json.parse(
        """
        {"stopped": "%s", "answer": {"status": "%s", "accessKeyId": "%s", "steps": [{"changes": [
          {"what": "%s", "to": "a new key"}]}]}}
        """
            .formatted(stopped, status, key, what));
  }
}
