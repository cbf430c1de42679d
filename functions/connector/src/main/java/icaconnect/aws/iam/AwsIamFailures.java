package icaconnect.aws.iam;

import icaconnect.code.Code;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.iam.model.ConcurrentModificationException;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.EntityTemporarilyUnmodifiableException;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/** Says IAM's failures in the workflow's vocabulary. */
public final class AwsIamFailures {
  private AwsIamFailures() {}

  /**
   * What a read a moment ago contradicts (gone, there already, still in use) is IAM's own copies
   * catching up with a write, ours or another's: waiting cures it.
   */
  public static <T> T translated(Supplier<T> call) {
    try {
      return call.get();
    } catch (LimitExceededException e) {
      throw new Refused(
          Code.LIMIT_EXCEEDED,
          reason(e),
          "Free some of this quota of the account, or have it raised.");
    } catch (NoSuchEntityException
        | EntityAlreadyExistsException
        | DeleteConflictException
        | ConcurrentModificationException
        | EntityTemporarilyUnmodifiableException e) {
      throw new TryAgain("IAM answered: " + reason(e), e);
    } catch (SdkClientException e) {
      throw new TryAgain("IAM did not answer.", e);
    } catch (IamException e) {
      throw patient(e);
    }
  }

  /**
   * For calls that judge other failures themselves: only throttling and a failing service are
   * translated.
   */
  public static RuntimeException patient(IamException e) {
    return e.isThrottlingException() || e.statusCode() >= 500
        ? new TryAgain("IAM answered: " + reason(e), e)
        : e;
  }

  private static String reason(IamException e) {
    return e.awsErrorDetails() == null ? e.getMessage() : e.awsErrorDetails().errorMessage();
  }
}
