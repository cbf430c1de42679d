package icaconnect.cli.aws;

import icaconnect.evidence.Harmless;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** AWS could not be asked, or denies the caller: the message says which, and what to do. */
public final class AwsFailure extends RuntimeException {
  AwsFailure(String message, Throwable cause) {
    super(message, cause);
  }

  AwsFailure(String message) {
    super(message);
  }

  /** Runs what asks AWS, and says its failures so. */
  static <T> T said(Supplier<T> call) {
    try {
      return call.get();
    } catch (AwsServiceException e) {
      throw new AwsFailure("AWS refuses: " + Harmless.line(e.getMessage()), e);
    } catch (SdkClientException e) {
      throw new AwsFailure(
          Harmless.line(brief(e.getMessage()))
              + "\nLook at your credentials (aws sts get-caller-identity), --profile, --region and --endpoint-url.",
          e);
    }
  }

  /** The SDK names every provider that it has tried, with why each knows nothing. */
  private static String brief(String message) {
    int list = message.indexOf(" from any of the providers");
    return list < 0 ? message : message.substring(0, list) + ".";
  }
}
