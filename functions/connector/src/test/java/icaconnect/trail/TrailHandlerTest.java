package icaconnect.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.failure.InvalidRequest;
import icaconnect.failure.TryAgain;
import icaconnect.lambda.Json;
import icaconnect.step.Invocation;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrailHandlerTest {
  private static final String ARN =
      "arn:aws:states:us-east-1:111122223333:execution:ica-connect-connect:run-1";
  private static final Instant START = Instant.parse("2026-11-25T09:00:00Z");
  private static final String ENDED =
      """
      {"detail-type": "Step Functions Execution Status Change", "detail": {"executionArn": "%s"}}
      """
          .formatted(ARN);

  private final Map<String, JsonNode> kept = new TreeMap<>();

  @Test
  void a_connect_is_kept_under_its_bucket_with_what_was_asked_and_answered() {
    handle(
        ended("SUCCEEDED", Optional.of("{\"status\": \"CONNECTED\", \"bucket\": \"lab\"}"), null),
        ENDED);

    var record = kept.get("connections/lab/2026-11-25T09:00:00Z-ica-connect-connect-run-1.json");
    assertThat(record.at("/asked/bucket").asText()).isEqualTo("lab");
    assertThat(record.at("/answer/status").asText()).isEqualTo("CONNECTED");
    assertThat(record.path("execution").asText()).isEqualTo(ARN);
    assertThat(record.path("stopped").asText()).isEqualTo("2026-11-25T09:01:00Z");
  }

  @Test
  void a_failure_is_kept_with_its_answer_from_the_cause() {
    handle(
        ended("FAILED", Optional.empty(), "{\"status\": \"FAILED\", \"bucket\": \"lab\"}"), ENDED);

    var record = kept.values().iterator().next();
    assertThat(record.at("/answer/status").asText()).isEqualTo("FAILED");
    assertThat(record.path("error").asText()).isEqualTo("NotProven");
    assertThat(record.has("cause")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"States.Timeout: too long", "\"text\"", "{\"cut", "[1]"})
  void a_cause_that_is_no_answer_of_ours_is_kept_as_it_is(String cause) {
    handle(ended("TIMED_OUT", Optional.empty(), cause), ENDED);

    var record = kept.values().iterator().next();
    assertThat(record.path("cause").asText()).isEqualTo(cause);
    assertThat(kept).containsOnlyKeys(key("lab"));
  }

  /** The attack: who may stop executions keeps one out of the trail, or under another's name. */
  @Test
  void whoever_stops_an_execution_does_not_say_what_it_answered() {
    String said = "{\"status\": \"PLANNED\", \"bucket\": \"other\"}";
    handle(ended("ABORTED", Optional.empty(), said), ENDED);

    assertThat(kept).containsOnlyKeys(key("lab"));
    assertThat(kept.get(key("lab")).path("cause").asText()).isEqualTo(said);
    assertThat(kept.get(key("lab")).has("answer")).isFalse();
  }

  @Test
  void a_plan_writes_nothing_and_is_not_kept() {
    handle(ended("SUCCEEDED", Optional.of("{\"status\": \"PLANNED\"}"), null), ENDED);
    assertThat(kept).isEmpty();
  }

  /** It keeps its ARN and its start, and what it did before is kept already. */
  @Test
  void what_a_redriven_execution_did_is_kept_beside_what_it_had_done() {
    var first = ended("ABORTED", Optional.empty(), null);
    handle(first, ENDED);
    handle(
        new Execution(
            first.arn(),
            "SUCCEEDED",
            first.started(),
            first.stopped(),
            first.input(),
            Optional.of(Json.parse("{\"status\": \"CONNECTED\", \"bucket\": \"lab\"}")),
            first.error(),
            first.cause(),
            1),
        ENDED);

    assertThat(kept).containsOnlyKeys(key("lab"), key("lab").replace(".json", ".redrive-001.json"));
  }

  /** Its first end is told late; what it does now is not known yet. */
  @Test
  void one_that_was_redriven_before_its_end_was_told_is_looked_at_again_later() {
    var again = ended("RUNNING", Optional.empty(), null);

    assertThatThrownBy(() -> handle(again, ENDED)).isInstanceOf(TryAgain.class);
    assertThat(kept).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../callers", "a/b", "", "UPPER", "x"})
  void what_cannot_be_a_bucket_name_is_no_part_of_a_key(String bucket) {
    handle(
        new Execution(
            ARN,
            "FAILED",
            START,
            Optional.empty(),
            Json.MAPPER.createObjectNode().put("bucket", bucket),
            Optional.empty(),
            Optional.of("icaconnect.failure.InvalidRequest"),
            Optional.of("no"),
            0),
        ENDED);
    assertThat(kept).containsOnlyKeys(key("unnamed"));
  }

  @Test
  void who_started_an_execution_is_kept_beside_it() {
    handle(
        null,
        """
        {"detail-type": "AWS API Call via CloudTrail", "detail": {
          "eventID": "7d1d0d54-8a14-4d5f-a6f8-6a9ff5ed7d0c", "eventName": "StartExecution",
          "eventTime": "2026-11-25T09:00:00Z", "sourceIPAddress": "198.51.100.7", "userAgent": "aws-cli/2",
          "userIdentity": {"type": "AssumedRole", "arn": "arn:aws:sts::111122223333:assumed-role/lab/ana"},
          "responseElements": {"executionArn": "%s"}}}
        """
            .formatted(ARN));

    var record =
        kept.get("callers/ica-connect-connect/run-1/7d1d0d54-8a14-4d5f-a6f8-6a9ff5ed7d0c.json");
    assertThat(record.at("/caller/arn").asText()).endsWith("assumed-role/lab/ana");
    assertThat(record.path("from").asText()).isEqualTo("198.51.100.7");
    assertThat(record.path("call").asText()).isEqualTo("StartExecution");
  }

  @Test
  void a_call_that_was_denied_is_kept_as_refused() {
    handle(
        null,
        """
        {"detail-type": "AWS API Call via CloudTrail", "detail": {"eventID": "1",
          "eventName": "StopExecution", "errorCode": "AccessDenied", "responseElements": null,
          "requestParameters": {"executionArn": "%s"}}}
        """
            .formatted(ARN));

    var record = kept.get("callers/ica-connect-connect/run-1/1.json");
    assertThat(record.path("refused").asText()).isEqualTo("AccessDenied");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"detail-type\": \"Other\", \"detail\": {\"eventID\": \"1\"}}", "[]"})
  void an_event_that_no_rule_sends_is_refused_and_nothing_is_kept(String event) {
    assertThatThrownBy(() -> handle(null, event)).isInstanceOf(InvalidRequest.class);
    assertThat(kept).isEmpty();
  }

  private static String key(String bucket) {
    return "connections/" + bucket + "/2026-11-25T09:00:00Z-ica-connect-connect-run-1.json";
  }

  private static Execution ended(String status, Optional<String> output, String cause) {
    return new Execution(
        ARN,
        status,
        START,
        Optional.of(START.plusSeconds(60)),
        Json.parse("{\"bucket\": \"lab\"}"),
        output.map(Json::parse),
        Optional.ofNullable(cause).map(text -> "NotProven"),
        Optional.ofNullable(cause),
        0);
  }

  private void handle(Execution execution, String event) {
    Invocation.of(
        new TrailHandler(arn -> execution, (key, json) -> kept.put(key, Json.parse(json))),
        Json.parse(event));
  }
}
