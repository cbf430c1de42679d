package icaconnect.step;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Inspect can have found. Every other step goes by it with powers of its own, so that whoever
 * runs code in Inspect would else choose the host that S3 and KMS are asked at, the Resource of the
 * user's policy, and a user of any account.
 */
final class PossibleFacts {
  private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z]+)+-\\d{1,2}");

  /** A bucket's key may be another account's. */
  private static final Pattern KEY =
      Pattern.compile("arn:([a-z-]+):kms:([a-z0-9-]+):\\d{12}:key/[\\w-]{1,128}");

  /**
   * With at most 512 characters of path and 64 of name.
   * https://docs.aws.amazon.com/IAM/latest/APIReference/API_User.html
   */
  private static final Pattern USER =
      Pattern.compile("arn:([a-z-]+):iam::(\\d{12}):user/[\\w+=,.@/-]{1,576}");

  private PossibleFacts() {}

  static boolean are(BucketFacts facts, AwsAccount account) {
    // What the JSON lacks is null, whatever the record says.
    return facts.region() != null
        && REGION.matcher(facts.region()).matches()
        && facts.kmsKeyArn().filter(arn -> !isKey(arn, facts.region(), account)).isEmpty()
        && facts.userArn().filter(arn -> !isUser(arn, account)).isEmpty();
  }

  /** S3 takes a key of the bucket's region only. */
  private static boolean isKey(String arn, String region, AwsAccount account) {
    Matcher key = KEY.matcher(arn);
    return key.matches() && key.group(1).equals(account.partition()) && key.group(2).equals(region);
  }

  private static boolean isUser(String arn, AwsAccount account) {
    Matcher user = USER.matcher(arn);
    return user.matches()
        && user.group(1).equals(account.partition())
        && user.group(2).equals(account.id());
  }
}
