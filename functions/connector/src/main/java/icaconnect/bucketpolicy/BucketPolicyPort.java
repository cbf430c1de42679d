package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.step.OwnedBucket;
import java.util.Optional;

/** The bucket policy as S3 keeps it. */
public interface BucketPolicyPort {
  Optional<JsonNode> read(OwnedBucket bucket);

  /**
   * Replaces the policy, or deletes it where there is to be none.
   *
   * @throws icaconnect.failure.TryAgain when S3 has not accepted it, or nobody knows whether it has
   */
  void write(OwnedBucket bucket, Optional<JsonNode> policy);
}
