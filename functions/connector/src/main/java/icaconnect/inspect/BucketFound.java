package icaconnect.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.failure.Denial;
import java.util.Optional;

/** The answer to the first question about a bucket: is it there, and is it ours to connect? */
public sealed interface BucketFound {
  record Bucket(BucketInspection inspection) implements BucketFound {}

  /** S3 answers 404: no bucket has this name. Nothing else is "gone". */
  record Missing() implements BucketFound {}

  /**
   * Another account's.
   *
   * @param denial what S3 says when it is not told whom to expect as the owner
   */
  record OtherOwner(Denial denial) implements BucketFound {}

  /**
   * Ours, and our role may not see it.
   *
   * @param policy the bucket's, where it may be what denies and can be read
   * @param region the bucket's
   */
  record Denied(Denial denial, Optional<JsonNode> policy, String region) implements BucketFound {}
}
