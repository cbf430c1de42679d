package icaconnect.aws.s3;

import icaconnect.aws.failure.AwsFailure;
import icaconnect.code.Code;
import icaconnect.failure.Denial;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkClientException;
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
    return AwsFailure.code(e);
  }

  /** What S3 says about a 403; its answers to HEAD have no body and say nothing. */
  public static Denial denial(S3Exception e) {
    return AwsFailure.denial(e);
  }

  /** A write that is sent once, and whose answer was lost: the next try reads what became of it. */
  static TryAgain unanswered(SdkClientException e, String bucket) {
    return new TryAgain("S3 did not answer a write to the bucket " + bucket + ".", e);
  }

  public static RuntimeException of(S3Exception e, String bucket) {
    if (!AwsFailure.isAwss(e)) {
      return AwsFailure.worded(e);
    }
    String code = code(e);
    if (WAIT.contains(code) || e.isThrottlingException() || e.statusCode() >= 500) {
      return new TryAgain("S3 answered " + code + " for the bucket " + bucket + ".", e);
    }
    if (code.equals("NoSuchBucket")) {
      return new Refused(
          Code.BUCKET_MISSING,
          "There is no bucket named " + bucket + " any more.",
          "Send the request again: it looks anew.");
    }
    return AwsFailure.worded(e);
  }
}
