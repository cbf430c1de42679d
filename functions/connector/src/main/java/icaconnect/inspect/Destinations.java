package icaconnect.inspect;

import icaconnect.code.Code;
import icaconnect.connection.IcaRegion;
import icaconnect.report.Finding;
import icaconnect.step.OwnedBucket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where a bucket's event notifications go to. Whoever adds one sends them all, and S3 validates
 * each destination anew, so that one which is gone keeps ICA from adding its own.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-to-enable-disable-notification-intro.html
 */
final class Destinations {
  private Destinations() {}

  static List<Finding> findings(
      String bucket, BucketInspection inspection, String account, InspectPort port) {
    Map<String, String> gone = new LinkedHashMap<>();
    Map<String, DestinationFound.Shut> shut = new LinkedHashMap<>();
    Map<String, String> unseen = new LinkedHashMap<>();
    if (!inspection.destinations().isEmpty()) {
      port.destinations(
              inspection.destinations(), new OwnedBucket(bucket, inspection.region(), account))
          .forEach((arn, found) -> {
            switch (found) {
              case DestinationFound.There() -> {
                // Nothing is in ICA's way.
              }
              case DestinationFound.Gone(var reason) -> gone.put(arn, reason);
              case DestinationFound.Shut keepsOut -> shut.put(arn, keepsOut);
              case DestinationFound.Unseen(var reason) -> unseen.put(arn, reason);
            }
          });
    }
    var findings = new ArrayList<Finding>();
    if (!gone.isEmpty()) {
      findings.add(gone(bucket, gone));
    }
    shut.forEach((arn, keepsOut) ->
        findings.add(ShutDestination.of(arn, bucket, account).finding(keepsOut)));
    // What ICA itself has added is ICA's to look after.
    unseen.keySet().removeIf(arn -> arn.contains(":" + IcaRegion.ICA_ACCOUNT + ":"));
    if (!unseen.isEmpty()) {
      findings.add(unseen(bucket, unseen));
    }
    return findings;
  }

  /** All at once: S3 refuses to take out one of several that are gone. */
  private static Finding gone(String bucket, Map<String, String> gone) {
    String those =
        gone.keySet().stream()
            .map(arn -> "index(\"" + arn + "\")")
            .collect(Collectors.joining(" or "));
    return Finding.warning(
        Code.NOTIFICATION_DESTINATION_GONE,
        "Event notifications of the bucket go to what S3 cannot deliver to any more: "
            + told(gone)
            + ". S3 validates every destination when one is added, so ICA's PutBucketNotification will be refused, and ICA does not hear of objects that others write.",
        "Take these notifications out, all in one call: aws s3api get-bucket-notification-configuration --bucket "
            + bucket
            + " | jq 'map_values(if type == \"array\" then map(select([.[] | strings] | ("
            + those
            + ") | not)) else . end)' > notifications.json && aws s3api put-bucket-notification-configuration --bucket "
            + bucket
            + " --notification-configuration file://notifications.json");
  }

  private static Finding unseen(String bucket, Map<String, String> unseen) {
    return Finding.info(
        Code.NOTIFICATION_DESTINATIONS,
        "ICA adds its own event notification, and S3 then validates the others again. Nobody could look whether these are there and let S3 in: "
            + told(unseen)
            + ".",
        "Look that each of them is there and its policy lets s3.amazonaws.com in, and take out notifications whose destination is gone: aws s3api get-bucket-notification-configuration --bucket "
            + bucket
            + " shows them.");
  }

  private static String told(Map<String, String> reasons) {
    return reasons.entrySet().stream()
        .map(each -> each.getKey() + " (" + each.getValue().replaceAll("[.]$", "") + ")")
        .collect(Collectors.joining(", "));
  }
}
