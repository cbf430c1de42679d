package icaconnect.aws.inspect;

import icaconnect.inspect.BucketInspection.PublicAccess;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;

/** The four settings of S3 Block Public Access, by the names that S3 gives them. */
final class PublicAccessSettings {
  private static final Set<String> ALL =
      Set.of("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets");

  private PublicAccessSettings() {}

  static Set<String> on(PublicAccessBlockConfiguration block) {
    return Map.of(
            "BlockPublicAcls", Boolean.TRUE.equals(block.blockPublicAcls()),
            "IgnorePublicAcls", Boolean.TRUE.equals(block.ignorePublicAcls()),
            "BlockPublicPolicy", Boolean.TRUE.equals(block.blockPublicPolicy()),
            "RestrictPublicBuckets", Boolean.TRUE.equals(block.restrictPublicBuckets()))
        .entrySet()
        .stream()
        .filter(Map.Entry::getValue)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  static boolean areAll(Set<String> on) {
    return on.containsAll(ALL);
  }

  /** The most restrictive combination counts. */
  static PublicAccess together(Set<String> buckets, Set<String> accounts) {
    var on = new HashSet<>(buckets);
    on.addAll(accounts);
    on.retainAll(ALL);
    return areAll(on)
        ? PublicAccess.BLOCKED
        : on.isEmpty() ? PublicAccess.NOT_BLOCKED : PublicAccess.PARTLY_BLOCKED;
  }
}
