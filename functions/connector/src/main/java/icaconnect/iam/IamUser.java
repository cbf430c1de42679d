package icaconnect.iam;

import icaconnect.connection.Mark;
import java.util.List;
import java.util.Map;

/**
 * An IAM user as far as this step looks at it.
 *
 * @param bounded whether its permissions boundary is this stack's, or says the same
 */
public record IamUser(
    String name,
    String arn,
    Map<String, String> tags,
    List<String> attachedPolicyArns,
    boolean bounded) {
  public IamUser {
    tags = Map.copyOf(tags);
    attachedPolicyArns = List.copyOf(attachedPolicyArns);
  }

  /** A user inside this stack's permissions boundary. */
  public IamUser(
      String name, String arn, Map<String, String> tags, List<String> attachedPolicyArns) {
    this(name, arn, tags, attachedPolicyArns, true);
  }

  boolean isOurs(Mark mark) {
    return mark.isOn(tags);
  }

  boolean has(String policyArn) {
    return attachedPolicyArns.contains(policyArn);
  }
}
