package icaconnect.enforced;

import java.util.Map;

/** What the Lambda service itself does with a function's role: no emulator runs it, so the documentation is the reason. */
final class UsedByLambda {
  private static final String LOGS = "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html";
  private static final String TRACES = "https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html";

  private static final Map<String, String> REASONS =
      Map.of(
          "logs:CreateLogStream", LOGS,
          "logs:PutLogEvents", LOGS,
          "xray:PutTraceSegments", TRACES,
          "xray:PutTelemetryRecords", TRACES);

  private UsedByLambda() {}

  static boolean includes(Permission permission) {
    return permission.isAction() && REASONS.containsKey(permission.value());
  }
}
