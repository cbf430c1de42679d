package icaconnect.cli.aws;

import icaconnect.evidence.Harmless;
import icaconnect.failure.TryAgain;
import java.io.IOException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * AWS could not be asked, or denies the caller: the message says which, and what to do. Where it
 * was only busy, or nobody answered, that is a {@link TryAgain} instead, whichever service it is.
 */
public final class AwsFailure extends RuntimeException {
  private static final String LOOK =
      "\nLook at your credentials (aws sts get-caller-identity), --profile, --region and --endpoint-url.";

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
    } catch (SdkException e) {
      throw worded(e);
    }
  }

  /** What a failure of the SDK means for the caller; every other one as it is. */
  public static Exception worded(Exception failure) {
    return failure instanceof SdkException e ? worded(e) : failure;
  }

  private static RuntimeException worded(SdkException failure) {
    return switch (failure) {
      case AwsServiceException e when isBusy(e) ->
          new TryAgain(
              "AWS is busy: " + Harmless.line(e.getMessage()) + "\nTry again in a minute.", e);
      case AwsServiceException e ->
          new AwsFailure("AWS refuses: " + Harmless.line(e.getMessage()), e);
      case SdkException e when isUnanswered(e) ->
          new TryAgain(
              "Nobody answers: "
                  + Harmless.line(brief(e))
                  + "\nLook at the network, --region and --endpoint-url, and try again.",
              e);
      default -> new AwsFailure(Harmless.line(brief(failure)) + LOOK, failure);
    };
  }

  /** By the connector's own word for it, so that both take the same for something to wait for. */
  private static boolean isBusy(AwsServiceException e) {
    return icaconnect.aws.failure.AwsFailure.worded(e) instanceof TryAgain;
  }

  /** Certificates that do not fit, as behind a proxy, do not mend themselves. */
  private static boolean isUnanswered(SdkException e) {
    if (e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException) {
      return true;
    }
    return !(e instanceof AbortedException)
        && causes(e).noneMatch(SSLException.class::isInstance)
        && causes(e).anyMatch(IOException.class::isInstance);
  }

  private static Stream<Throwable> causes(Throwable e) {
    return Stream.iterate(e, java.util.Objects::nonNull, Throwable::getCause);
  }

  /** The SDK names every provider that it has tried, with why each knows nothing. */
  private static String brief(SdkException e) {
    String message = String.valueOf(e.getMessage());
    int list = message.indexOf(" from any of the providers");
    return list < 0 ? message : message.substring(0, list) + ".";
  }
}
