package icaconnect.rotation;

import icaconnect.report.Change;
import icaconnect.report.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one part of a rotation did, and what the workflow needs to know to go on. */
final class RotationReport {
  private RotationReport() {}

  static Report of(
      RotationState state,
      RotationPlan plan,
      RotationPhase standing,
      Periods periods,
      Instant now) {
    var outputs = new HashMap<String, String>();
    outputs.put("accessKeyId", state.current().accessKeyId());
    outputs.put("standing", standing.name());
    switch (plan) {
      case RotationPlan.Promote(_, _, _, KeyVersion to) ->
          outputs.put("accessKeyId", to.accessKeyId());
      case RotationPlan.Rest(Instant until, boolean stillUsed) -> {
        outputs.put("restSeconds", seconds(Duration.between(now, until)));
        outputs.put("stillUsed", Boolean.toString(stillUsed));
      }
      case RotationPlan.Disable _ -> {
        outputs.put("restSeconds", seconds(periods.quiet()));
        outputs.put("stillUsed", "false");
      }
      default -> {}
    }
    return of(plan.changes(), outputs);
  }

  static Report of(List<Change> changes, Map<String, String> outputs) {
    return Report.of(RotationEntry.NAME, changes).withOutputs(outputs);
  }

  /** Rounded up, so that the rest is over when the workflow asks again. */
  private static String seconds(Duration rest) {
    return Long.toString(Math.max(1, rest.plusMillis(999).toSeconds()));
  }
}
