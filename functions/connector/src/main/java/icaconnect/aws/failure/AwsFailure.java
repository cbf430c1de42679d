package icaconnect.aws.failure;

import icaconnect.code.Code;
import icaconnect.failure.Denial;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What any error of AWS asks of us where nobody knows better: to wait, or to ask a person. Nothing
 * leaves a function as the SDK has it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
public final class AwsFailure {
  private static final Set<String> DENIED =
      Set.of(
          "AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "AuthorizationError");

  /** Quotas. The SDK counts the second as throttling, which it is in no service of ours. */
  private static final Set<String> FULL =
      Set.of("LimitExceeded", "LimitExceededException", "ServiceQuotaExceededException");

  /** Somebody else writes, or a service's copies are catching up: waiting cures it. */
  private static final Set<String> WAIT =
      Set.of(
          "OperationAborted",
          "ConflictException",
          "ConcurrentModification",
          "ConcurrentModificationException",
          "ResourceInUseException",
          "TransactionConflictException",
          "ExecutionLimitExceeded",
          "RequestTimeout");

  /** By the SDK's names of its clients. */
  private static final Map<String, String> NAMES =
      Map.of(
          "Iam", "IAM",
          "Kms", "KMS",
          "Sts", "STS",
          "DynamoDb", "DynamoDB",
          "SecretsManager", "Secrets Manager",
          "Sfn", "Step Functions");

  private static final Set<String> IDS = Set.of("x-amz-request-id", "x-amzn-requestid");

  private static final String RETRY = " Remedy: send the request again.";

  private AwsFailure() {}

  /** AWS's own code, or the HTTP status where the answer has none. */
  public static String code(AwsServiceException e) {
    return details(e)
        .map(AwsErrorDetails::errorCode)
        .filter(code -> !code.isEmpty())
        .orElseGet(() -> Integer.toString(e.statusCode()));
  }

  /** What AWS says about a denied call. */
  public static Denial denial(AwsServiceException e) {
    return Denial.of(details(e).map(AwsErrorDetails::errorMessage).orElse(null));
  }

  /**
   * Whether the answer is AWS's own, and not that of a proxy in between. The SDK makes up a code
   * where S3 has none, in the answers to HEAD; AWS gives each answer an id, there too.
   */
  public static boolean isAwss(AwsServiceException e) {
    var details = details(e);
    var answer = details.map(AwsErrorDetails::sdkHttpResponse);
    boolean identified =
        e.requestId() != null
            || answer
                .filter(
                    head -> IDS.stream().anyMatch(id -> head.firstMatchingHeader(id).isPresent()))
                .isPresent();
    boolean made =
        answer.isPresent()
            && details
                .map(AwsErrorDetails::rawResponse)
                .filter(bytes -> bytes.asByteArrayUnsafe().length > 0)
                .isEmpty();
    return identified
        || (!made
            && details.map(AwsErrorDetails::errorCode).filter(code -> !code.isEmpty()).isPresent());
  }

  /** Any failure of a function: the SDK's in our words, all others as they are. */
  public static RuntimeException worded(RuntimeException failure) {
    return switch (failure) {
      case AwsServiceException e -> of(e);
      case SdkException e ->
          new TryAgain("AWS gave no answer that can be read (" + e.getMessage() + ")." + RETRY, e);
      default -> failure;
    };
  }

  /** The port, whose failures are worded: for what catches them itself and passes them on. */
  public static <P> P worded(Class<P> port, P adapter) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, arguments) -> {
              try {
                return method.invoke(adapter, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause() instanceof RuntimeException failure
                    ? worded(failure)
                    : e.getCause();
              }
            }));
  }

  private static RuntimeException of(AwsServiceException e) {
    String code = code(e);
    if (FULL.contains(code)) {
      return new Refused(
          Code.LIMIT_EXCEEDED,
          answered(e),
          "Free some of this quota of the account, or have it raised.",
          e);
    }
    if (WAIT.contains(code)
        || e.isThrottlingException()
        || e.statusCode() == 409
        || e.statusCode() >= 500) {
      return new TryAgain(answered(e) + RETRY, e);
    }
    if (!isAwss(e)) {
      return new Refused(
          Code.NOT_FROM_AWS,
          "Something else than "
              + service(e)
              + " has answered in its place, with HTTP "
              + e.statusCode()
              + ".",
          "Let this application's functions reach AWS without a proxy, or let the proxy pass their requests on.",
          e);
    }
    return denied(code)
        ? denial(e).refusal(denied(e), service(e), e)
        : new Refused(
            Code.AWS_REFUSES,
            answered(e),
            "Correct what it names, and send the request again; if that is nothing of yours, report it with the request id "
                + e.requestId()
                + ".",
            e);
  }

  private static boolean denied(String code) {
    return DENIED.contains(code) || code.equals("403");
  }

  private static Code denied(AwsServiceException e) {
    return switch (service(e)) {
      case "S3" -> Code.S3_DENIES_US;
      case "KMS" -> Code.KMS_DENIES_US;
      default -> Code.AWS_DENIES_US;
    };
  }

  /** Secrets Manager may quote what it was given. */
  private static String answered(AwsServiceException e) {
    var message = details(e).map(AwsErrorDetails::errorMessage).filter(text -> !text.isEmpty());
    return service(e)
        + " answered "
        + code(e)
        + message
            .filter(_ -> !service(e).equals("Secrets Manager"))
            .map(text -> ": " + text.replaceAll("[.]$", ""))
            .orElse("")
        + ".";
  }

  private static String service(AwsServiceException e) {
    String name = details(e).map(AwsErrorDetails::serviceName).orElse("AWS");
    return NAMES.getOrDefault(name, name);
  }

  private static Optional<AwsErrorDetails> details(AwsServiceException e) {
    return Optional.ofNullable(e.awsErrorDetails());
  }
}
