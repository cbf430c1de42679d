package icaconnect.aws.s3;

import icaconnect.code.Code;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What an error of S3 asks of us: to wait, to ask a person, or to give up. */
public final class S3Failure {
  /** Conflicts with another write, throttling, and servers that fail: waiting cures them. */
  private static final Set<String> WAIT =
      Set.of(
          "OperationAborted",
          "SlowDown",
          "Throttling",
          "ThrottlingException",
          "RequestLimitExceeded",
          "TooManyRequestsException",
          "RequestTimeout");

  private S3Failure() {}

  /** S3's own code, or the HTTP status where the answer has no body. */
  public static String code(S3Exception e) {
    String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
    return code == null || code.isEmpty() ? Integer.toString(e.statusCode()) : code;
  }

  public static RuntimeException of(S3Exception e, String bucket) {
    String code = code(e);
    if (WAIT.contains(code) || e.isThrottlingException() || e.statusCode() >= 500) {
      return new TryAgain("S3 answered " + code + " for the bucket " + bucket + ".", e);
    }
    if (code.equals("AccessDenied")) {
      return new Refused(
          Code.S3_DENIES_US,
          "S3 denies this application a call on the bucket "
              + bucket
              + ": "
              + e.awsErrorDetails().errorMessage()
              + ".",
          "Let the role that it names through the bucket policy or the organisation's policy, and send the request again.");
    }
    return e;
  }
}
