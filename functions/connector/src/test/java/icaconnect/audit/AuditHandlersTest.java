package icaconnect.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.fleet.InMemoryRuns;
import icaconnect.lambda.Json;
import icaconnect.registry.ConnectionState;
import icaconnect.registry.InMemoryConnections;
import icaconnect.step.Invocation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditHandlersTest {
  private static final String RUN = "audit/one";

  private final InMemoryRuns runs = new InMemoryRuns();
  private final InMemoryConnections connections = new InMemoryConnections();
  private final Map<String, JsonNode> rebuilt = new HashMap<>();
  private final InMemoryTraces traces = new InMemoryTraces();

  @Test
  void every_connection_is_listed_however_many_there_are() {
    for (int i = 0; i < 2345; i++) {
      connections.with("lab-" + i, ConnectionState.CONNECTED);
    }

    var work = Invocation.of(lists(), Json.parse("{\"run\": \"%s\"}".formatted(RUN)));

    assertThat(work.path("count").asInt()).isEqualTo(2345);
    assertThat(Json.parse(runs.read(work.path("key").asText()).orElseThrow()))
        .hasSize(2345)
        .doesNotHaveDuplicates();
  }

  @Test
  void a_lost_record_is_rebuilt_from_what_the_users_policy_shows_and_listed() {
    connections.with("lab-a", ConnectionState.CONNECTED);
    String policy =
        """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": ["s3:ListBucket"], "Resource": ["arn:aws:s3:::lab-b"]},
          {"Effect": "Allow", "Action": ["s3:PutObject"], "Resource": "arn:aws:s3:::lab-b/runs/*"},
          {"Effect": "Allow", "Action": ["s3:PutObjectTagging"], "Resource": "arn:aws:s3:::lab-b/runs/*"}]}
        """;
    traces
        .connected("lab-b", "ica-lab-b")
        .policy("ica-connect/us-east-1/ica-bucket-lab-b", InMemoryTraces.marks("lab-b"), policy);

    var work = Invocation.of(lists(), Json.parse("{\"run\": \"%s\"}".formatted(RUN)));

    assertThat(runs.read(work.path("key").asText())).contains("[\"lab-a\",\"lab-b\"]");
    assertThat(rebuilt.get("lab-b"))
        .isEqualTo(
            Json.parse(
                """
                {"bucket": "lab-b", "userName": "ica-lab-b", "prefix": "runs/", "permissions": "extended"}
                """));
  }

  @Test
  void a_second_secret_for_a_known_bucket_is_reported_and_counts_as_not_sound() {
    connections.with("lab-a", ConnectionState.CONNECTED);
    traces.connected("lab-a", "ica-lab-a").connected("lab-a", "first");
    var log = new ArrayList<String>();
    var asked = Json.parse("{\"run\": \"%s\", \"asked\": 1, \"stack\": \"lab\"}".formatted(RUN));
    runs.with(RUN + "/outcomes/0.json", "{\"bucket\": \"lab-a\", \"outcome\": \"SOUND\"}");

    Invocation.of(lists(), asked, log::add);
    var metrics = new ByteArrayOutputStream();
    var summary =
        Invocation.of(
            new AuditSummaryHandler(connections, runs, new PrintStream(metrics), Clock.systemUTC()),
            asked);

    assertThat(summary.at("/findings/0/code").asText()).isEqualTo("CONNECTION_WITHOUT_RECORD");
    assertThat(summary.at("/findings/0/message").asText()).contains("first", "lab-a");
    assertThat(summary.path("findings")).hasSize(1);
    assertThat(log).singleElement().asString().contains("CONNECTION_WITHOUT_RECORD");
    assertThat(published(metrics, "NotSound")).isEqualTo(1);
  }

  @Test
  void connections_are_looked_at_where_secrets_may_not_be_listed() {
    connections.with("lab-a", ConnectionState.CONNECTED);
    traces.listed = 0;
    var asked = Json.parse("{\"run\": \"%s\", \"asked\": 1, \"stack\": \"lab\"}".formatted(RUN));

    var work = Invocation.of(lists(), asked);

    assertThat(runs.read(work.path("key").asText())).contains("[\"lab-a\"]");
    runs.with(RUN + "/outcomes/0.json", "{\"bucket\": \"lab-a\", \"outcome\": \"SOUND\"}");
    var metrics = new ByteArrayOutputStream();
    var summary =
        Invocation.of(
            new AuditSummaryHandler(connections, runs, new PrintStream(metrics), Clock.systemUTC()),
            asked);
    assertThat(summary.at("/findings/0/code").asText()).isEqualTo("TRACES_UNSEEN");
    assertThat(published(metrics, "NotSound")).isEqualTo(1);
  }

  /** The attack: who holds a bucket's lease has its audit end well each day. */
  @Test
  void a_bucket_that_an_execution_holds_is_not_looked_at_and_not_in_order() {
    runs.with(RUN + "/outcomes/0.json", "{\"bucket\": \"lab-a\", \"outcome\": \"BUSY\"}");
    runs.with(RUN + "/outcomes/1.json", "{\"bucket\": \"lab-b\", \"outcome\": \"SOUND\"}");
    var metrics = new ByteArrayOutputStream();

    var summary =
        Invocation.of(
            new AuditSummaryHandler(connections, runs, new PrintStream(metrics), Clock.systemUTC()),
            Json.parse("{\"run\": \"%s\", \"asked\": 2, \"stack\": \"lab\"}".formatted(RUN)));

    assertThat(summary.path("notLookedAt").asInt()).isEqualTo(1);
    assertThat(published(metrics, "NotLookedAt")).isEqualTo(1);
    assertThat(published(metrics, "NotSound")).isZero();
  }

  /** The attack: a lease that is forged anew before each audit keeps every one from looking. */
  @Test
  void a_bucket_that_two_audits_have_not_looked_at_is_a_finding_and_counts_as_not_sound() {
    audited("audit/20260101T020000Z-a", false, "BUSY", "BUSY", "SOUND");

    var metrics = new ByteArrayOutputStream();
    var summary = sumUp("audit/20260102T020000Z-b", metrics, "BUSY", "SOUND", "BUSY");

    assertThat(summary.path("findings")).hasSize(1);
    assertThat(summary.at("/findings/0/code").asText()).isEqualTo("NOT_LOOKED_AT");
    assertThat(summary.at("/findings/0/message").asText())
        .contains("lab-0", "2026-01-01T02:00:00Z")
        .doesNotContain("lab-1", "lab-2");
    assertThat(published(metrics, "NotSound")).isEqualTo(1);
    assertThat(published(metrics, "NotLookedAt")).isEqualTo(2);
  }

  /** Audits that follow one another at once meet the same execution, whose lease is of minutes. */
  @Test
  void one_execution_that_two_audits_meet_is_no_finding() {
    audited("audit/20260101T020000Z-a", false, "SOUND");
    audited("audit/20260102T013000Z-b", false, "BUSY");

    var summary = sumUp("audit/20260102T020000Z-c", new ByteArrayOutputStream(), "BUSY");

    assertThat(summary.path("findings")).isEmpty();
  }

  @Test
  void a_bucket_that_an_audit_between_has_looked_at_is_no_finding() {
    audited("audit/20260101T020000Z-a", false, "BUSY");
    audited("audit/20260102T013000Z-b", false, "SOUND");

    var summary = sumUp("audit/20260102T020000Z-c", new ByteArrayOutputStream(), "BUSY");

    assertThat(summary.path("findings")).isEmpty();
  }

  /** The attack: who may start audits puts some of other buckets between those that look. */
  @Test
  void audits_of_named_buckets_those_without_a_summary_and_later_ones_are_passed_over() {
    audited("audit/20260101T020000Z-a", false, "BUSY");
    audited("audit/20260101T120000Z-named", true);
    runs.with("audit/20260101T130000Z-died/results.jsonl", "");
    audited("audit/20260103T020000Z-later", false, "SOUND");
    audited("audit/of-a-version-before-0.2", false, "SOUND");

    var summary = sumUp("audit/20260102T020000Z-b", new ByteArrayOutputStream(), "BUSY");

    assertThat(summary.at("/findings/0/code").asText()).isEqualTo("NOT_LOOKED_AT");
  }

  @Test
  void of_many_that_no_audit_looks_at_twenty_are_named() {
    String[] busy = new String[30];
    Arrays.fill(busy, "BUSY");
    audited("audit/20260101T020000Z-a", false, busy);

    var summary = sumUp("audit/20260102T020000Z-b", new ByteArrayOutputStream(), busy);

    assertThat(summary.path("findings")).hasSize(1);
    assertThat(summary.at("/findings/0/message").asText())
        .contains("lab-26 and 10 more")
        .doesNotContain("lab-27");
  }

  private void audited(String run, boolean named, String... outcomes) {
    var lines = new StringBuilder();
    for (int i = 0; i < outcomes.length; i++) {
      lines.append("{\"bucket\": \"lab-%d\", \"outcome\": \"%s\"}\n".formatted(i, outcomes[i]));
    }
    runs.with(run + "/results.jsonl", lines.toString())
        .with(run + "/summary.json", "{\"named\": %s}".formatted(named));
  }

  private JsonNode sumUp(String run, ByteArrayOutputStream metrics, String... outcomes) {
    for (int i = 0; i < outcomes.length; i++) {
      runs.with(
          "%s/outcomes/%d.json".formatted(run, i),
          "{\"bucket\": \"lab-%d\", \"outcome\": \"%s\"}".formatted(i, outcomes[i]));
    }
    return Invocation.of(
        new AuditSummaryHandler(connections, runs, new PrintStream(metrics), Clock.systemUTC()),
        Json.parse(
            "{\"run\": \"%s\", \"asked\": %d, \"stack\": \"lab\"}"
                .formatted(run, outcomes.length)));
  }

  @Test
  void only_those_that_are_asked_for_are_listed() {
    connections.with("lab-a", ConnectionState.CONNECTED).with("lab-b", ConnectionState.CONNECTED);

    var work =
        Invocation.of(
            lists(), Json.parse("{\"run\": \"%s\", \"buckets\": [\"lab-b\"]}".formatted(RUN)));

    assertThat(runs.read(work.path("key").asText())).contains("[\"lab-b\"]");
  }

  @Test
  void counts_what_was_found_and_publishes_a_metric_a_state() {
    connections.with("lab-a", ConnectionState.CONNECTED).with("lab-b", ConnectionState.DRIFTED);
    runs.with(
        RUN + "/outcomes/0.json", "{\"bucket\": \"lab-a\", \"outcome\": \"SOUND\", \"drift\": []}");
    runs.with(
        RUN + "/outcomes/1.json",
        "{\"bucket\": \"lab-b\", \"outcome\": \"DRIFTED\", \"drift\": [{\"step\": \"cors\", \"what\": \"gone\"}]}");
    var log = new ByteArrayOutputStream();
    var clock = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    var summary =
        Invocation.of(
            new AuditSummaryHandler(connections, runs, new PrintStream(log), clock),
            Json.parse("{\"run\": \"%s\", \"asked\": 3, \"stack\": \"lab\"}".formatted(RUN)));

    assertThat(summary)
        .isEqualTo(
            Json.parse(
                """
                {"named": false, "looked": 3, "byOutcome": {"DRIFTED": 1, "SOUND": 1}, "notLookedAt": 0, "unreported": 1,
                 "byState": {"CONNECTING": 0, "CONNECTED": 1, "DRIFTED": 1, "DEGRADED": 0, "DISCONNECTING": 0, "FAILED": 0},
                 "findings": [], "results": "s3://runs/audit/one/results.jsonl"}
                """));
    var lines = log.toString(StandardCharsets.UTF_8).lines().map(Json::parse).toList();
    assertThat(lines)
        .hasSize(ConnectionState.values().length + 2)
        .contains(
            Json.parse(
                """
                {"Stack": "lab", "State": "DRIFTED", "Connections": 1, "_aws": {"Timestamp": 1767225600000, "CloudWatchMetrics": [
                  {"Namespace": "IcaBucketConnect", "Dimensions": [["Stack", "State"]], "Metrics": [{"Name": "Connections", "Unit": "Count"}]}]}}
                """));
    assertThat(published(log, "NotSound")).isEqualTo(2);
  }

  @Test
  void a_second_attempt_tells_what_the_first_has_written() {
    connections.with("lab-a", ConnectionState.CONNECTED);
    runs.with(
        RUN + "/outcomes/0.json", "{\"bucket\": \"lab-a\", \"outcome\": \"SOUND\", \"drift\": []}");
    var log = new ByteArrayOutputStream();
    var handler =
        new AuditSummaryHandler(connections, runs, new PrintStream(log), Clock.systemUTC());
    var asked = Json.parse("{\"run\": \"%s\", \"asked\": 1, \"stack\": \"lab\"}".formatted(RUN));

    var first = Invocation.of(handler, asked);
    connections.with("lab-b", ConnectionState.FAILED);
    log.reset();
    var second = Invocation.of(handler, asked);

    assertThat(second).isEqualTo(first);
    assertThat(log.toString(StandardCharsets.UTF_8))
        .as("the metric, too")
        .contains("AuditFindings");
  }

  private static int published(ByteArrayOutputStream log, String outcome) {
    return log.toString(StandardCharsets.UTF_8)
        .lines()
        .map(Json::parse)
        .filter(line -> line.path("Outcome").asText().equals(outcome))
        .mapToInt(line -> line.path("AuditFindings").asInt())
        .sum();
  }

  private AuditListHandler lists() {
    return new AuditListHandler(Invocation.STACK, connections, traces, rebuilt::put, runs);
  }
}
