package icaconnect.enforced;

import java.util.Map;

/**
 * What the Lambda service itself does with a function's role: no emulator runs it, so the
 * documentation is the reason.
 */
final class UsedByLambda {
  private static final String LOGS =
      "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html";
  private static final String TRACES =
      "https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html";

  private static final String DESTINATIONS =
      "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html";

  private static final Map<String, String> REASONS =
      Map.of(
          "HandOverWhatItCouldNotTake lambda:InvokeFunction", DESTINATIONS,
          "WriteLogs logs:CreateLogStream", LOGS,
          "WriteLogs logs:PutLogEvents", LOGS,
          "WriteTraces xray:PutTraceSegments", TRACES,
          "WriteTraces xray:PutTelemetryRecords", TRACES);

  private UsedByLambda() {}

  static boolean includes(Permission permission) {
    return permission.isAction() && REASONS.containsKey(permission.toString());
  }
}
