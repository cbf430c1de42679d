package icaconnect.step;

/** The account that a function runs in, read from the ARN that Lambda gives the invocation. */
public record AwsAccount(String partition, String id, String region) {
  /** Reads {@code arn:PARTITION:lambda:REGION:ACCOUNT:function:NAME}. */
  public static AwsAccount ofFunctionArn(String arn) {
    String[] parts = arn.split(":", 6);
    return new AwsAccount(parts[1], parts[4], parts[3]);
  }

  /** An account that owns something in this region, whose code begins as its partition says. */
  public static AwsAccount inRegion(String id, String region) {
    String partition =
        region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    return new AwsAccount(partition, id, region);
  }

  /**
   * What the partition's service names end with. China's is its own:
   * https://docs.amazonaws.cn/en_us/aws/latest/userguide/endpoints-arns.html
   */
  public String urlSuffix() {
    return partition.equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com";
  }
}
