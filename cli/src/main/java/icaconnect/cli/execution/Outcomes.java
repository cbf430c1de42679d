package icaconnect.cli.execution;

import java.time.Instant;
import java.util.Map;

/** What has become so far of the buckets of a run. */
@FunctionalInterface
public interface Outcomes {
  /** Where nobody counts them. */
  Outcomes UNCOUNTED = (_, _) -> Map.of();

  /** How many ended how, each by its word. */
  Map<String, Integer> soFar(String executionArn, Instant started);
}
