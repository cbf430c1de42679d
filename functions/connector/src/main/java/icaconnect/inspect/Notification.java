package icaconnect.inspect;

import java.util.List;

/**
 * An event notification of the bucket that is not ICA's.
 *
 * @param prefix of the objects that it is about; "" is all
 * @param events as S3 calls them, such as {@code s3:ObjectCreated:*}
 */
public record Notification(String prefix, List<String> events) {
  /**
   * Of an object's tags, its ACL, its copies: ICA asks for what makes, changes and takes away
   * objects.
   * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html
   */
  private static final List<String> NOT_ICAS =
      List.of(
          "s3:ObjectTagging:",
          "s3:ObjectAcl:",
          "s3:Replication:",
          "s3:ReducedRedundancyLostObject");

  /**
   * Whether S3 may refuse it beside ICA's: both prefixes fit one key, and an event is of a kind
   * that ICA may ask for. ICA's has no suffix, which overlaps every suffix.
   * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html
   */
  boolean overlaps(String icasPrefix) {
    return (prefix.startsWith(icasPrefix) || icasPrefix.startsWith(prefix))
        && events.stream().anyMatch(event -> NOT_ICAS.stream().noneMatch(event::startsWith));
  }
}
