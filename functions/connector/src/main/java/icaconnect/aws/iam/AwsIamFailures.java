package icaconnect.aws.iam;

import icaconnect.aws.failure.AwsFailure;
import icaconnect.code.Code;
import icaconnect.failure.Denial;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import java.util.Set;
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
   * For calls that judge other failures themselves: only throttling, a failing service and a user
   * that is not known yet are translated.
   */
  public static RuntimeException patient(IamException e) {
    return e.isThrottlingException() || e.statusCode() >= 500 || isOfUnknownUser(e)
        ? new TryAgain("IAM answered: " + reason(e), e)
        : e;
  }

  /**
   * A copy of IAM that does not know a user yet knows no path of it, and no ARN: it asks whether
   * the caller may reach the bare name ("on resource: user NAME"), which no policy of ours allows.
   */
  private static boolean isOfUnknownUser(IamException e) {
    var denial = AwsFailure.denial(e);
    return !denial.explicit()
        && Set.of(Denial.Layer.IDENTITY_POLICY, Denial.Layer.UNKNOWN).contains(denial.layer())
        && denial.resource().filter("user"::equals).isPresent();
  }

  private static String reason(IamException e) {
    var said = e.awsErrorDetails() == null ? e.getMessage() : e.awsErrorDetails().errorMessage();
    return said == null ? AwsFailure.code(e) : said;
  }
}
