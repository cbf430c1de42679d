package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Limits;
import icaconnect.failure.Refused;
import icaconnect.step.OwnedBucket;
import icaconnect.step.Step;
import java.time.Clock;
import java.util.HashSet;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The calls that the steps of a connect will make on the bucket, judged by its policy before the
 * first of them writes anything: otherwise the CORS rule, a user and a key would be made, and taken
 * back, for a policy that can never be written.
 *
 * @param own the roles that make them
 * @param policy reads the bucket's policy
 * @param writesCors whether the CORS step will have to write; asked only where it may not
 * @param limits of the function that writes the policy
 */
public record OwnCalls(
    OwnRoles own,
    Function<OwnedBucket, Optional<JsonNode>> policy,
    Predicate<Step> writesCors,
    Limits limits,
    Clock clock) {
  static final String GET_CORS = "s3:GetBucketCORS";
  static final String PUT_CORS = "s3:PutBucketCORS";
  static final String GET_POLICY = "s3:GetBucketPolicy";
  static final String PUT_POLICY = "s3:PutBucketPolicy";

  /**
   * Throws {@link Refused} where the policy certainly denies a call that will be made. A write that
   * is not needed is not missed.
   */
  public void refuse(Step step) {
    if (own.roles().isEmpty()) {
      return;
    }
    var current = policy.apply(step.ownedBucket());
    var now = clock.instant();
    var calls = new HashSet<>(OwnRoles.CALLS);
    var denied = OwnAccess.denied(step, current, own, now);
    if (denied.contains(PUT_CORS) && !writesCors.test(step)) {
      calls.remove(PUT_CORS);
    }
    if (denied.contains(PUT_POLICY)
        && !BucketPolicyPlanner.connect(step, current, now, limits).writes()) {
      calls.remove(PUT_POLICY);
    }
    OwnAccess.refuse(step, current, own, calls, calls, now);
  }
}
