package icaconnect.iam;

import icaconnect.connection.Ours;
import icaconnect.step.AwsAccount;
import java.util.List;

/** The names of a connection's user and policy, and the ARNs that IAM gives to such names. */
public record IamNames(AwsAccount account, String userName, String policyName) {
  /** The ARN of the user that we would create. */
  String userArn() {
    return arn("user" + Ours.IAM_PATH + userName);
  }

  /** The ARN of the policy that we would create. */
  String policyArn() {
    return policyArns().getFirst();
  }

  /** Where a policy of that name is looked for: at our path, then where people put theirs. */
  public List<String> policyArns() {
    return List.of(arn("policy" + Ours.IAM_PATH + policyName), arn("policy/" + policyName));
  }

  private String arn(String resource) {
    return "arn:" + account.partition() + ":iam::" + account.id() + ":" + resource;
  }
}
