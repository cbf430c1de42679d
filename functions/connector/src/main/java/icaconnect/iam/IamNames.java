package icaconnect.iam;

import icaconnect.connection.Ours;
import icaconnect.step.AwsAccount;
import icaconnect.step.Installation;
import java.util.List;

/** The names of a connection's user and policy, and the ARNs that IAM gives to such names. */
public record IamNames(Installation installation, String userName, String policyName) {
  /** The ARN of the user that we would create. */
  String userArn() {
    return installation.userArn(userName);
  }

  /** The ARN of the policy that we would create. */
  String policyArn() {
    return installation.policyArn(policyName);
  }

  /**
   * Where a policy of that name is looked for: at our path, at the one from before installations
   * had names, then where people put theirs.
   */
  public List<String> policyArns() {
    return List.of(
        policyArn(), arn("policy" + Ours.IAM_PATH + policyName), arn("policy/" + policyName));
  }

  private String arn(String resource) {
    AwsAccount account = installation.account();
    return "arn:" + account.partition() + ":iam::" + account.id() + ":" + resource;
  }
}
