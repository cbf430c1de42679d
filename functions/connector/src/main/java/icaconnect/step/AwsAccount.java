package icaconnect.step;

/** The account that a function runs in, read from the ARN that Lambda gives the invocation. */
public record AwsAccount(String partition, String id, String region) {
  /** Reads {@code arn:PARTITION:lambda:REGION:ACCOUNT:function:NAME}. */
  public static AwsAccount ofFunctionArn(String arn) {
    String[] parts = arn.split(":", 6);
    return new AwsAccount(parts[1], parts[4], parts[3]);
  }
}
