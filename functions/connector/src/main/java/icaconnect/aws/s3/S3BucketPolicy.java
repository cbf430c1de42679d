package icaconnect.aws.s3;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.aws.client.Clients;
import icaconnect.bucketpolicy.BucketPolicyPlan;
import icaconnect.bucketpolicy.BucketPolicyPort;
import icaconnect.code.Code;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import icaconnect.lambda.Json;
import icaconnect.policy.CanonicalPolicy;
import icaconnect.step.OwnedBucket;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The bucket policy in S3. S3 has no conditional write for it, so it is read again just before the
 * write, and again after it.
 */
public final class S3BucketPolicy implements BucketPolicyPort {
  private final RegionalS3 s3;

  public S3BucketPolicy() {
    this(new RegionalS3(new Clients()));
  }

  S3BucketPolicy(RegionalS3 s3) {
    this.s3 = s3;
  }

  @Override
  public Optional<JsonNode> read(OwnedBucket bucket) {
    try {
      var answer =
          s3.in(bucket.region())
              .getBucketPolicy(
                  request -> request.bucket(bucket.name()).expectedBucketOwner(bucket.owner()));
      return Optional.of(Json.parse(answer.policy()));
    } catch (IllegalArgumentException e) {
      throw new Refused(
          Code.POLICY_UNREADABLE,
          "The bucket policy of "
              + bucket.name()
              + " cannot be read as one JSON document: "
              + e.getMessage()
              + ".",
          "Put it back without elements that occur twice, then connect again.");
    } catch (S3Exception e) {
      if (S3Failure.code(e).equals("NoSuchBucketPolicy")) {
        return Optional.empty();
      }
      throw S3BucketPolicyFailure.of(e, bucket.name());
    }
  }

  @Override
  public void apply(OwnedBucket bucket, BucketPolicyPlan plan) {
    if (plan instanceof BucketPolicyPlan.Keep) {
      return;
    }
    if (!same(read(bucket), plan.before())) {
      throw new TryAgain(
          "Somebody else changed the bucket policy of "
              + bucket.name()
              + " since it was planned on.");
    }
    write(bucket, plan.after());
    verify(bucket, plan.after());
  }

  private void write(OwnedBucket bucket, Optional<JsonNode> document) {
    var client = s3.in(bucket.region());
    try {
      if (document.isPresent()) {
        client.putBucketPolicy(request ->
            request
                .bucket(bucket.name())
                .expectedBucketOwner(bucket.owner())
                .policy(Json.write(document.get())));
      } else {
        client.deleteBucketPolicy(
            request -> request.bucket(bucket.name()).expectedBucketOwner(bucket.owner()));
      }
    } catch (S3Exception e) {
      throw S3BucketPolicyFailure.of(e, bucket.name());
    }
  }

  private void verify(OwnedBucket bucket, Optional<JsonNode> intended) {
    if (!same(read(bucket), intended)) {
      throw new TryAgain(
          "The bucket policy of " + bucket.name() + " is not yet, or no longer, what was written.");
    }
  }

  /** S3 gives one document back in more than one spelling, so meaning is compared. */
  private static boolean same(Optional<JsonNode> one, Optional<JsonNode> other) {
    return one.isPresent() && other.isPresent()
        ? CanonicalPolicy.sameDocument(one.get(), other.get())
        : one.equals(other);
  }
}
