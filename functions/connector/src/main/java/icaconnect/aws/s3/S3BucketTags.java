package icaconnect.aws.s3;

import icaconnect.aws.client.Clients;
import icaconnect.event.BucketTags;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/** Reads a bucket's tags with S3, whatever region it is in. */
public final class S3BucketTags implements BucketTags {
  private final S3Client s3 = new Clients().here(S3Client.builder().crossRegionAccessEnabled(true));

  @Override
  public Optional<Map<String, String>> of(String bucket, String account) {
    try {
      var tags = s3.getBucketTagging(r -> r.bucket(bucket).expectedBucketOwner(account)).tagSet();
      return Optional.of(tags.stream().collect(Collectors.toMap(Tag::key, Tag::value)));
    } catch (S3Exception e) {
      return switch (S3Failure.code(e)) {
        case "NoSuchTagSet" -> Optional.of(Map.of());
        case "NoSuchBucket" -> Optional.empty();
        default -> throw S3Failure.of(e, bucket);
      };
    }
  }
}
