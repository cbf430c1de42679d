package icaconnect.inspect;

import icaconnect.inspect.BucketInspection.PublicAccess;
import icaconnect.step.Versioning;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A bucket as S3 makes it today, but for what a test says of it. */
final class InspectedBucket {
  String region = "us-east-1";
  Versioning versioning = Versioning.NEVER;
  Optional<String> algorithm = Optional.of("AES256");
  Optional<String> key = Optional.empty();
  boolean bucketKey;
  Optional<String> ownership = Optional.of("BucketOwnerEnforced");
  PublicAccess publicAccess = PublicAccess.BLOCKED;
  List<Notification> notifications = List.of();
  List<String> destinations = List.of();
  boolean objectLock;
  boolean requesterPays;
  Optional<Map<String, String>> tags = Optional.of(Map.of());
  List<Replication> replications = List.of();

  static BucketInspection with(Consumer<InspectedBucket> said) {
    var bucket = new InspectedBucket();
    said.accept(bucket);
    return bucket.found();
  }

  private BucketInspection found() {
    return new BucketInspection(
        region,
        versioning,
        algorithm,
        key,
        bucketKey,
        ownership,
        publicAccess,
        notifications,
        destinations,
        objectLock,
        requesterPays,
        Optional.empty(),
        tags,
        Optional.of(replications));
  }
}
