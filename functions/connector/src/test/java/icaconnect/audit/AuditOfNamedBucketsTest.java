package icaconnect.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BooleanNode;
import icaconnect.fleet.InMemoryRuns;
import icaconnect.lambda.Json;
import icaconnect.registry.ConnectionState;
import icaconnect.registry.InMemoryConnections;
import icaconnect.step.Invocation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The alarm on what is not sound is of every connection, and so is what ends it. */
class AuditOfNamedBucketsTest {
  /**
   * The attack: after an audit that raised the alarm, one of no bucket, or of one that is sound,
   * clears it.
   */
  @ParameterizedTest
  @CsvSource({"true, 0, 0", "true, 1, 0", "false, 1, 2"})
  void an_audit_of_named_buckets_publishes_nothing(boolean named, int asked, int findings) {
    var connections =
        new InMemoryConnections()
            .with("lab-a", ConnectionState.CONNECTED)
            .with("lab-b", ConnectionState.DRIFTED);
    var runs = new InMemoryRuns();
    if (asked == 1) {
      runs.with(
          "audit/one/outcomes/0.json",
          "{\"bucket\": \"lab-a\", \"outcome\": \"SOUND\", \"drift\": []}");
    }
    var log = new ByteArrayOutputStream();

    Invocation.of(
        new AuditSummaryHandler(connections, runs, new PrintStream(log), Clock.systemUTC()),
        Json.parse(
            "{\"run\": \"audit/one\", \"asked\": %d, \"named\": %b, \"stack\": \"lab\"}"
                .formatted(asked, named)));

    assertThat(
            log.toString(StandardCharsets.UTF_8)
                .lines()
                .map(Json::parse)
                .filter(line -> line.has("AuditFindings")))
        .hasSize(findings);
    assertThat(Json.parse(runs.read("audit/one/summary.json").orElseThrow()).path("named"))
        .as("the summary all the same, which says what it is of")
        .isEqualTo(BooleanNode.valueOf(named));
    if (named) {
      assertThat(log.size()).isZero();
    }
  }
}
