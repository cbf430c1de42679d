package icaconnect.enforced;

import java.util.Map;

/**
 * What Lambda does with a function's role before and after our code, and what S3 looks at without a
 * request for it: no emulator does, so the documentation is the reason.
 */
final class UsedByAwsItself {
  private static final String LOGS =
      "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html";
  private static final String TRACES =
      "https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html";

  private static final String DESTINATIONS =
      "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html";

  private static final String MISSING_OBJECTS =
      "https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html#API_GetObject_RequestSyntax";

  private static final Map<String, String> REASONS =
      Map.of(
          "HandOverWhatItCouldNotTake lambda:InvokeFunction", DESTINATIONS,
          "PutAside sqs:SendMessage", DESTINATIONS,
          "TellMissingManifests s3:ListBucket", MISSING_OBJECTS,
          "WriteLogs logs:CreateLogStream", LOGS,
          "WriteLogs logs:PutLogEvents", LOGS,
          "WriteTraces xray:PutTraceSegments", TRACES,
          "WriteTraces xray:PutTelemetryRecords", TRACES);

  private UsedByAwsItself() {}

  static boolean includes(Permission permission) {
    return permission.isAction()
        ? REASONS.containsKey(permission.toString())
        : permission.sid().equals("WriteLogs");
  }
}
