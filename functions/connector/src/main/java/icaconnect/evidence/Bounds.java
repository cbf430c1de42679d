package icaconnect.evidence;

import java.util.function.BooleanSupplier;

/**
 * How much goes into one report. What goes beyond is left out, and the report says so.
 *
 * @param connections by name, the first ones
 * @param executions of one connection, the latest ones
 * @param executionsOfAll shared evenly: each connection has at least its latest
 * @param characters of executions, as JSON
 * @param late whether there is no time to read more
 */
public record Bounds(
    int connections, int executions, int executionsOfAll, long characters, BooleanSupplier late) {
  /** Executions of one connection in a report; the trail keeps them all. */
  private static final int EXECUTIONS = 20;

  /** For a person who waits, and names the connections that they mean. */
  public static final Bounds OF_A_PERSON =
      new Bounds(Integer.MAX_VALUE, EXECUTIONS, Integer.MAX_VALUE, Long.MAX_VALUE, () -> false);

  /** What a function of 2 GB writes within minutes. */
  public static Bounds ofAnAudit(BooleanSupplier late) {
    return new Bounds(2_000, EXECUTIONS, 1_500, 24_000_000, late);
  }

  int executionsOfEach(int connections) {
    return Math.clamp(executionsOfAll / Math.max(1, connections), 1, executions);
  }
}
