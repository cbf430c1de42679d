package icaconnect.fleet;

import java.util.EnumMap;
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
    private final Map<BucketOutcome.Status, Integer> byStatus =
        new EnumMap<>(BucketOutcome.Status.class);
    private final Map<String, Integer> failedByReason = new TreeMap<>();

    void add(BucketOutcome outcome) {
      byStatus.merge(outcome.status(), 1, Integer::sum);
      outcome.reason().ifPresent(reason -> failedByReason.merge(reason, 1, Integer::sum));
    }

    Summary summary(int asked, String results) {
      int reported = byStatus.values().stream().mapToInt(Integer::intValue).sum();
      return new Summary(
          asked,
          count(BucketOutcome.Status.CONNECTED),
          count(BucketOutcome.Status.UNCHANGED),
          count(BucketOutcome.Status.PLANNED),
          count(BucketOutcome.Status.FAILED),
          asked - reported,
          failedByReason,
          results);
    }

    private int count(BucketOutcome.Status status) {
      return byStatus.getOrDefault(status, 0);
    }
  }
}
