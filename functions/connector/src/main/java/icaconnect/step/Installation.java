package icaconnect.step;

import icaconnect.connection.Mark;
import icaconnect.connection.Ours;
import java.util.regex.Pattern;

/**
 * This stack among all others: whatever it makes carries its name, and the region where the thing
 * is known in all of them.
 */
public record Installation(String stack, AwsAccount account) {
  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html */
  private static final Pattern STACK = Pattern.compile("[a-zA-Z][a-zA-Z0-9-]{0,127}");

  public Installation {
    if (!STACK.matcher(stack).matches()) {
      throw new IllegalArgumentException("not the name of a stack: " + stack);
    }
  }

  /** How marks and messages name it; unique in its account. */
  public String name() {
    return stack + "/" + account.region();
  }

  /** The IAM path of its users and policies; roles of this name are another kind of resource. */
  public String iamPath() {
    return Ours.IAM_PATH + name() + "/";
  }

  /** The ARN of a user that it creates. */
  public String userArn(String userName) {
    return iam("user", userName);
  }

  /** Whether the user's path is this installation's: nobody but it creates users there. */
  public boolean hasMade(String userArn) {
    return userArn.contains(":user" + iamPath());
  }

  /** The ARN of a policy that it creates. */
  public String policyArn(String policyName) {
    return iam("policy", policyName);
  }

  /** A secret has a region of its own. */
  public String secretName(String userName) {
    return Ours.SECRET_PREFIX + stack + "/" + userName;
  }

  public String corsRuleId() {
    return Ours.CORS_RULE_ID + ":" + stack + ":" + account.region();
  }

  /** With hyphens, as in AWS's own examples of bucket policies. */
  public String crossAccountSid() {
    return Ours.CROSS_ACCOUNT_SID + "-" + stack + "-" + account.region();
  }

  /** What its Sids in key policies start with; one key may serve several buckets. */
  public String keySid() {
    return Ours.KEY_SID + "-" + stack + "-" + account.region();
  }

  /** What the tags of this installation's things say. */
  public Mark mark(String bucket) {
    return new Mark(bucket, name(), false);
  }

  private String iam(String kind, String name) {
    return "arn:" + account.partition() + ":iam::" + account.id() + ":" + kind + iamPath() + name;
  }
}
