package icaconnect.aws.kms;

import icaconnect.aws.failure.AwsFailure;
import icaconnect.code.Code;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import software.amazon.awssdk.services.kms.model.DependencyTimeoutException;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.KmsInternalException;

/** What an error of KMS asks of us: to wait, or to ask a person. */
final class KmsFailure {
  private static final String DENIED = "AccessDeniedException";

  private KmsFailure() {}

  static boolean isDenied(KmsException e) {
    return DENIED.equals(code(e));
  }

  static String code(KmsException e) {
    return AwsFailure.code(e);
  }

  static String reason(KmsException e) {
    String message = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorMessage();
    return message == null || message.isEmpty() ? code(e) : message;
  }

  static RuntimeException of(KmsException e, String key) {
    if (e instanceof KmsInternalException || e instanceof DependencyTimeoutException) {
      return new TryAgain("KMS answered " + code(e) + " for the key " + key + ".", e);
    }
    if (!(AwsFailure.worded(e) instanceof Refused refused) || refused.code() != Code.AWS_REFUSES) {
      return AwsFailure.worded(e);
    }
    return new Refused(
        Code.KMS_REFUSES,
        "KMS refuses a call on the key " + key + ": " + code(e) + ", " + reason(e),
        "Look at the key in the KMS console, correct what the message names, and send the request again.");
  }
}
