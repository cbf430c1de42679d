package icaconnect.entry;

/**
 * One request of CloudFormation, however often it is delivered.
 *
 * @param stackId the ARN of the stack
 * @param value CloudFormation's own id of the request; unique within the stack
 * @param logicalId the resource's name in the template
 */
public record RequestId(String stackId, String value, String logicalId) {
  private static final String EXECUTION_PREFIX = "cfn-";
  private static final String KEY_PREFIX = "request#";

  /**
   * The same for each delivery, so that all are one execution; at most 80 characters are allowed.
   */
  public String executionName() {
    return EXECUTION_PREFIX + Digest.of(stackId + " " + value);
  }

  /** Where the registry keeps what the answer needs. No bucket's name has a number sign. */
  public String key() {
    return keyOf(executionName());
  }

  static String keyOf(String executionName) {
    return KEY_PREFIX + executionName;
  }

  /** Who declares the bucket: refusals show it, so it is for people too. */
  public String owner() {
    return stackId + "/" + logicalId;
  }

  @Override
  public String toString() {
    return "request " + value + " for " + owner();
  }
}
