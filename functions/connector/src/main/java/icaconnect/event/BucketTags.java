package icaconnect.event;

import java.util.Map;
import java.util.Optional;

/** Reads what a bucket is tagged with now. */
public interface BucketTags {
  /**
   * The bucket's tags; absent when there is no such bucket.
   *
   * @throws icaconnect.failure.Refused they may not be read; the message says why
   */
  Optional<Map<String, String>> of(String bucket, String account);
}
