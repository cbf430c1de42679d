package icaconnect.connection;

/**
 * Parts of an ARN, arn:partition:service:region:account:resource.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
public final class AwsArn {
  private static final int PARTS = 6;

  private AwsArn() {}

  public static String partition(String arn) {
    return part(arn, 1);
  }

  public static String account(String arn) {
    return part(arn, 4);
  }

  private static String part(String arn, int index) {
    return arn.split(":", PARTS)[index];
  }
}
