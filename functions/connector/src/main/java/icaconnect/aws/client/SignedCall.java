package icaconnect.aws.client;

import java.util.Map;

/**
 * One request to AWS.
 *
 * @param hostPrefix before the service's own host, where AWS wants one
 * @param path encoded
 * @param body empty for a GET
 */
public record SignedCall(
    Service service,
    String region,
    String hostPrefix,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    String body) {
  /** The services that are asked so. */
  public enum Service {
    SQS("sqs", "sqs", "Sqs"),
    SNS("sns", "sns", "Sns"),
    LAMBDA("lambda", "lambda", "Lambda"),
    S3_CONTROL("s3-control", "s3", "S3Control");

    private final String endpointPrefix;
    private final String signingName;
    private final String property;

    Service(String endpointPrefix, String signingName, String property) {
      this.endpointPrefix = endpointPrefix;
      this.signingName = signingName;
      this.property = property;
    }

    String endpointPrefix() {
      return endpointPrefix;
    }

    String signingName() {
      return signingName;
    }

    /** The end of the SDK's system property for its endpoint. */
    String property() {
      return property;
    }
  }

  /** A GET. */
  public static SignedCall get(
      Service service, String region, String path, Map<String, String> query) {
    return new SignedCall(service, region, "", path, query, Map.of(), "");
  }

  /** A POST to the service's root. */
  public static SignedCall post(
      Service service, String region, Map<String, String> headers, String body) {
    return new SignedCall(service, region, "", "/", Map.of(), headers, body);
  }

  /** The same, to a host whose name begins with this and with headers more. */
  public SignedCall at(String prefix, Map<String, String> more) {
    return new SignedCall(service, region, prefix, path, query, more, body);
  }
}
