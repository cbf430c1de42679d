package icaconnect.aws.s3;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.aws.client.Clients;
import icaconnect.bucketpolicy.BucketPolicyPort;
import icaconnect.code.Code;
import icaconnect.failure.Refused;
import icaconnect.lambda.Json;
import icaconnect.step.OwnedBucket;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The bucket policy in S3, which has no conditional write for it. */
public final class S3BucketPolicy implements BucketPolicyPort {
  private final RegionalS3 s3;

  public S3BucketPolicy() {
    this(new Clients());
  }

  public S3BucketPolicy(Clients clients) {
    this(new RegionalS3(clients));
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
  public void write(OwnedBucket bucket, Optional<JsonNode> document) {
    var client = s3.once(bucket.region());
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
      throw S3BucketPolicyFailure.of(e, bucket.name(), document);
    } catch (SdkClientException e) {
      throw S3Failure.unanswered(e, bucket.name());
    }
  }
}
