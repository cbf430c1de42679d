package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.step.OwnedBucket;
import java.util.Optional;

/** The bucket policy as S3 keeps it. */
public interface BucketPolicyPort {
  Optional<JsonNode> read(OwnedBucket bucket);

  /**
   * Carries out the plan, if the policy is still the one that was planned on.
   *
   * @throws icaconnect.failure.TryAgain when somebody else changed it in the same moment
   */
  void apply(OwnedBucket bucket, BucketPolicyPlan plan);
}
