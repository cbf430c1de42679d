package icaconnect.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.code.Severity;
import icaconnect.lambda.Json;
import icaconnect.registry.ConnectionState;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;
import java.util.Set;

/**
 * Publishes an audit's counts as CloudWatch metrics, by lines in the log.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
final class Metrics {
  private static final String NAMESPACE = "IcaBucketConnect";

  /** An execution held the bucket, or had just held it, so it was not looked at. */
  static final String BUSY = "BUSY";

  /** Outcomes that nobody needs to look into. */
  private static final Set<String> IN_ORDER = Set.of("SOUND", "NOT_CONNECTED", "FORGOTTEN");

  private final PrintStream log;
  private final Clock clock;

  Metrics(PrintStream log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  void publish(String stack, AuditSummary summary) {
    for (var state : ConnectionState.values()) {
      log.println(
          Json.write(
              count(
                  stack,
                  "Connections",
                  "State",
                  state.name(),
                  summary.byState().getOrDefault(state, 0))));
    }
    int notSound =
        summary.byOutcome().entrySet().stream()
            .filter(
                outcome -> !IN_ORDER.contains(outcome.getKey()) && !outcome.getKey().equals(BUSY))
            .mapToInt(Map.Entry::getValue)
            .sum();
    int toLookInto = notSound + summary.unreported() + warnings(summary);
    log.println(Json.write(count(stack, "AuditFindings", "Outcome", "NotSound", toLookInto)));
    log.println(
        Json.write(count(stack, "AuditFindings", "Outcome", "NotLookedAt", summary.notLookedAt())));
  }

  private static int warnings(AuditSummary summary) {
    return (int)
        summary
            .findings()
            .valueStream()
            .filter(finding -> !Severity.INFO.name().equals(finding.path("severity").asText()))
            .count();
  }

  private ObjectNode count(String stack, String metric, String dimension, String value, int count) {
    var line =
        Json.MAPPER.createObjectNode().put("Stack", stack).put(dimension, value).put(metric, count);
    var directive =
        line.putObject("_aws")
            .put("Timestamp", clock.millis())
            .putArray("CloudWatchMetrics")
            .addObject();
    directive
        .put("Namespace", NAMESPACE)
        .putArray("Dimensions")
        .addArray()
        .add("Stack")
        .add(dimension);
    directive.putArray("Metrics").addObject().put("Name", metric).put("Unit", "Count");
    return line;
  }
}
