package icaconnect.iam;

import icaconnect.connection.Mark;
import java.util.List;
import java.util.Map;

/** An IAM user as far as this step looks at it. */
public record IamUser(
    String name, String arn, Map<String, String> tags, List<String> attachedPolicyArns) {
  public IamUser {
    tags = Map.copyOf(tags);
    attachedPolicyArns = List.copyOf(attachedPolicyArns);
  }

  boolean isOurs(Mark mark) {
    return mark.isOn(tags);
  }

  boolean has(String policyArn) {
    return attachedPolicyArns.contains(policyArn);
  }
}
