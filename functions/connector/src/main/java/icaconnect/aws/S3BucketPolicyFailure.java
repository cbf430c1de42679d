package icaconnect.aws;

import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What an answer of S3 to a policy call asks of us: to wait, to ask a person, or to give up. */
final class S3BucketPolicyFailure {
  private static final Set<String> WAIT =
      Set.of(
          "OperationAborted",
          "SlowDown",
          "Throttling",
          "ThrottlingException",
          "RequestLimitExceeded",
          "TooManyRequestsException",
          "ServiceUnavailable",
          "InternalError",
          "RequestTimeout");

  private S3BucketPolicyFailure() {}

  static String code(S3Exception e) {
    String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
    return code == null ? "" : code;
  }

  static RuntimeException of(S3Exception e) {
    String code = code(e);
    String message = e.getMessage() == null ? "" : e.getMessage().toLowerCase(Locale.ROOT);
    if (WAIT.contains(code) || e.isThrottlingException()) {
      return new TryAgain("S3 asks to wait with the bucket policy: " + code, e);
    }
    // A principal takes seconds to become known after it was created; the workflow's retries are bounded.
    if (code.equals("MalformedPolicy") && message.contains("invalid principal")) {
      return new TryAgain("S3 does not know a principal in the bucket policy, or not yet.", e);
    }
    if (code.equals("AccessDenied") && message.contains("blockpublicpolicy")) {
      return new Refused(
          "PUBLIC_POLICY_BLOCKED",
          "BlockPublicPolicy is on, and the policy as it stands counts as public, so S3 refuses any change to it.",
          "Give its public Allow statements a principal or a condition with fixed values, then connect again.");
    }
    return e;
  }
}
