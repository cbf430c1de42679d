package icaconnect.audit;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import icaconnect.fleet.Runs;
import icaconnect.lambda.Json;
import icaconnect.lambda.JsonHandler;
import icaconnect.registry.ConnectionState;
import icaconnect.registry.Connections;
import java.io.PrintStream;
import java.time.Clock;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Gathers what an audit found into one file, one summary and one metric a state. */
public final class AuditSummaryHandler extends JsonHandler {
  private static final int PAGE = 1000;

  private final Connections connections;
  private final Runs runs;
  private final Metrics metrics;

  public AuditSummaryHandler(Connections connections, Runs runs, PrintStream log, Clock clock) {
    this.connections = connections;
    this.runs = runs;
    this.metrics = new Metrics(log, clock);
  }

  @Override
  protected AuditSummary handle(JsonNode input, Context context) {
    String file = input.path("run").asText() + "/summary.json";
    // Of what an earlier attempt may have written only the states may be others by now.
    var states =
        runs.read(file)
            .map(kept -> Json.MAPPER.convertValue(Json.parse(kept), AuditSummary.class).byState())
            .orElseGet(this::states);
    var summary = summary(input, states);
    runs.keep(file, Json.write(summary));
    // What is published is of the whole stack and ends its alarm; a few buckets say nothing of it.
    if (!input.path("named").asBoolean()) {
      metrics.publish(input.path("stack").asText(), summary);
    }
    return summary;
  }

  private AuditSummary summary(JsonNode input, Map<ConnectionState, Integer> states) {
    String run = input.path("run").asText();
    boolean named = input.path("named").asBoolean();
    var byOutcome = new TreeMap<String, Integer>();
    var busy = new HashSet<String>();
    String results =
        runs.gather(
            run,
            outcome -> {
              String ended = outcome.path("outcome").asText();
              byOutcome.merge(ended, 1, Integer::sum);
              if (ended.equals(Metrics.BUSY)) {
                busy.add(outcome.path("bucket").asText());
              }
              return outcome;
            });
    int looked = input.path("asked").asInt();
    int reported = byOutcome.values().stream().mapToInt(Integer::intValue).sum();
    return new AuditSummary(
        named,
        looked,
        byOutcome,
        byOutcome.getOrDefault(Metrics.BUSY, 0),
        looked - reported,
        states,
        named ? Json.MAPPER.createArrayNode() : findings(run, busy),
        results);
  }

  /** Of every connection: an audit of named buckets has looked for nothing else. */
  private ArrayNode findings(String run, Set<String> busy) {
    var findings = Json.MAPPER.createArrayNode();
    new NotLookedAt(runs).finding(run, busy).map(Json::tree).ifPresent(findings::add);
    runs.read(AuditListHandler.traces(run))
        .map(Json::parse)
        .ifPresent(traces -> traces.forEach(findings::add));
    return findings;
  }

  /**
   * Every state is counted, those without a connection as zero, so that a metric falls back to it.
   */
  private Map<ConnectionState, Integer> states() {
    var counts = new EnumMap<ConnectionState, Integer>(ConnectionState.class);
    for (var state : ConnectionState.values()) {
      counts.put(state, 0);
    }
    Connections.Page page = null;
    do {
      page = connections.page(page == null ? Optional.empty() : page.next(), PAGE);
      page.connections().forEach(one -> counts.merge(one.state(), 1, Integer::sum));
    } while (page.next().isPresent());
    return counts;
  }
}
