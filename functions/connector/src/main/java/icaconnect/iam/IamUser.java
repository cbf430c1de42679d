package icaconnect.iam;

import icaconnect.connection.Mark;
import java.util.List;
import java.util.Map;

/**
 * An IAM user as far as this step looks at it.
 *
 * @param bounded whether its permissions boundary is this stack's, or says the same
 * @param sparesOwnBuckets whether that does not deny the buckets in which this stack keeps what it
 *     obeys and what it tells
 */
public record IamUser(
    String name,
    String arn,
    Map<String, String> tags,
    List<String> attachedPolicyArns,
    boolean bounded,
    boolean sparesOwnBuckets) {
  public IamUser {
    tags = Map.copyOf(tags);
    attachedPolicyArns = List.copyOf(attachedPolicyArns);
  }

  /** A user whose boundary is this stack's, or says less. */
  public IamUser(
      String name,
      String arn,
      Map<String, String> tags,
      List<String> attachedPolicyArns,
      boolean bounded) {
    this(name, arn, tags, attachedPolicyArns, bounded, false);
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
