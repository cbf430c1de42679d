package icaconnect.aws.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.aws.failure.AwsFailure;
import icaconnect.aws.s3.S3Failure;
import icaconnect.failure.Denial;
import icaconnect.failure.Denial.Layer;
import icaconnect.failure.TryAgain;
import icaconnect.inspect.BucketFound;
import icaconnect.lambda.Json;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Why S3 answers 403 to HeadBucket, whose answer has no body. ListObjectsV2 needs the same
 * permission, {@code s3:ListBucket}, and its 403 says who denies; asked for no object, it reads
 * none.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html#access-denied-message-examples
 *
 * @param region the bucket's, which S3 tells in a 403 too
 */
record ForbiddenBucket(S3Client s3, String name, String owner, String region) {
  private static final String DENIED = "AccessDenied";

  BucketFound why() {
    try {
      ask(owner);
    } catch (S3Exception e) {
      return S3Failure.code(e).equals(DENIED) ? denied(S3Failure.denial(e)) : other(e);
    }
    throw new TryAgain("S3 denied the bucket " + name + " and allows it now.");
  }

  /** Our account's roles need no Allow in a bucket's policy; another account's bucket gives one. */
  private BucketFound denied(Denial denial) {
    if (denial.layer() == Layer.RESOURCE_POLICY && !denial.explicit()) {
      return new BucketFound.OtherOwner(denial);
    }
    boolean policyTells = denial.layer() == Layer.RESOURCE_POLICY || !denial.named();
    Optional<JsonNode> policy = policyTells ? policy() : Optional.empty();
    return denial.named() || policy.isPresent()
        ? new BucketFound.Denied(denial, policy, region)
        : otherOwner(denial);
  }

  /**
   * S3 names what denies in answers within one account or organisation only, and never where the
   * owner is not the expected one: so it is asked again without expecting any.
   */
  private BucketFound otherOwner(Denial denial) {
    try {
      ask(null);
    } catch (S3Exception e) {
      return S3Failure.code(e).equals(DENIED)
          ? new BucketFound.OtherOwner(S3Failure.denial(e))
          : other(e);
    }
    return new BucketFound.OtherOwner(denial);
  }

  /** Who may read it knows that the bucket is the expected owner's. */
  private Optional<JsonNode> policy() {
    try {
      var answer = s3.getBucketPolicy(r -> r.bucket(name).expectedBucketOwner(owner));
      return Optional.of(Json.parse(answer.policy()));
    } catch (IllegalArgumentException e) {
      // It names no statement; the denial stands without.
      return Optional.of(Json.MAPPER.createObjectNode());
    } catch (S3Exception e) {
      return switch (S3Failure.code(e)) {
        case "NoSuchBucketPolicy" -> Optional.of(Json.MAPPER.createObjectNode());
        case DENIED -> Optional.empty();
        default -> throw S3Failure.of(e, name);
      };
    }
  }

  private BucketFound other(S3Exception e) {
    if (e.statusCode() == 404 && AwsFailure.isAwss(e)) {
      return new BucketFound.Missing();
    }
    throw S3Failure.of(e, name);
  }

  private void ask(@Nullable String expected) {
    s3.listObjectsV2(r -> r.bucket(name).expectedBucketOwner(expected).maxKeys(0));
  }
}
