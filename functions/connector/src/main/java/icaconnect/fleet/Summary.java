package icaconnect.fleet;

import java.util.Map;
import java.util.TreeMap;

/**
 * What became of a run, in counts.
 *
 * @param unreported requests whose child died before it could report
 * @param failedByReason failures by their stable code
 * @param results the S3 URI of one line of JSON for each bucket
 */
record Summary(
    int asked,
    int connected,
    int unchanged,
    int planned,
    int failed,
    int unreported,
    Map<String, Integer> failedByReason,
    String results) {

  /** Counts as outcomes come in, so that ten thousand need no more memory than ten. */
  static final class Tally {
    private final int[] byStatus = new int[Outcome.Status.values().length];
    private final Map<String, Integer> failedByReason = new TreeMap<>();

    void add(Outcome outcome) {
      byStatus[outcome.status().ordinal()]++;
      outcome.reason().ifPresent(reason -> failedByReason.merge(reason, 1, Integer::sum));
    }

    Summary summary(int asked, String results) {
      int reported = java.util.Arrays.stream(byStatus).sum();
      return new Summary(
          asked,
          count(Outcome.Status.CONNECTED),
          count(Outcome.Status.UNCHANGED),
          count(Outcome.Status.PLANNED),
          count(Outcome.Status.FAILED),
          asked - reported,
          failedByReason,
          results);
    }

    private int count(Outcome.Status status) {
      return byStatus[status.ordinal()];
    }
  }
}
