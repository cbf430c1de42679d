package icaconnect.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.cli.deployed.Runs;
import icaconnect.cli.execution.Outcomes;
import icaconnect.evidence.Known;
import icaconnect.fleet.BucketOutcome;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts what a run's buckets leave, each once; where it may not be read, nothing is counted. */
final class RunOutcomes implements Outcomes {
  /** As the workflow names a run's folder. */
  private static final DateTimeFormatter START =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z-'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Runs runs;
  private final Set<String> seen = new HashSet<>();
  private final Map<String, Integer> counts = new TreeMap<>();

  RunOutcomes(Runs runs) {
    this.runs = runs;
  }

  @Override
  public Map<String, Integer> soFar(String executionArn, Instant started) {
    String name = executionArn.substring(executionArn.lastIndexOf(':') + 1);
    switch (runs.outcomes("connect-many/" + START.format(started) + name, seen)) {
      case Known.Is<Map<String, JsonNode>>(var left) ->
          left.forEach((key, outcome) -> {
            seen.add(key);
            counts.merge(
                BucketOutcome.read(outcome).status().name().toLowerCase(Locale.ROOT),
                1,
                Integer::sum);
          });
      case Known.Not<Map<String, JsonNode>> _ -> counts.clear();
    }
    return new TreeMap<>(counts);
  }
}
