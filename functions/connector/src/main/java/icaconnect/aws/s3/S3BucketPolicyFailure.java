package icaconnect.aws.s3;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.code.Code;
import icaconnect.failure.Denial;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import icaconnect.policy.NamedPrincipals;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What an error of S3 to a policy call asks of us, besides what every call may meet. */
final class S3BucketPolicyFailure {
  private S3BucketPolicyFailure() {}

  static RuntimeException of(S3Exception e, String bucket) {
    return of(e, bucket, Optional.empty());
  }

  /**
   * @param written what S3 was given
   */
  static RuntimeException of(S3Exception e, String bucket, Optional<JsonNode> written) {
    String code = S3Failure.code(e);
    String message = e.getMessage() == null ? "" : e.getMessage().toLowerCase(Locale.ROOT);
    // A principal takes seconds to become known after it was created; the workflow's retries are
    // bounded.
    if (code.equals("MalformedPolicy") && message.contains("invalid principal")) {
      return new TryAgain(
          "S3 does not know a principal in the bucket policy, or not yet: one that has just been made takes seconds."
              + written.map(NamedPrincipals::whereItLasts).orElse(""),
          e);
    }
    if (S3Failure.denial(e).layer() == Denial.Layer.BLOCK_PUBLIC_ACCESS) {
      return new Refused(
          Code.PUBLIC_POLICY_BLOCKED,
          "BlockPublicPolicy is on, and the policy as it stands counts as public, so S3 refuses any change to it.",
          "Give its public Allow statements a principal or a condition with fixed values, then connect again.");
    }
    return S3Failure.of(e, bucket);
  }
}
