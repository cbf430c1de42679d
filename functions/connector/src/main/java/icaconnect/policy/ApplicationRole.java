package icaconnect.policy;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * One of the application's own roles, and what its function does to the bucket.
 *
 * @param arn the role's, with its path
 * @param functionName whose role it is; also the name of the sessions that Lambda opens with it
 * @param actions the S3 actions of its calls on the bucket, as AWS spells them
 */
public record ApplicationRole(String arn, String functionName, Set<String> actions) {
  public ApplicationRole {
    actions = Set.copyOf(actions);
  }

  /** The same role, of whose calls these alone matter. */
  public ApplicationRole making(Set<String> calls) {
    return new ApplicationRole(
        arn, functionName, actions.stream().filter(calls::contains).collect(Collectors.toSet()));
  }

  String account() {
    return arn.split(":", 6)[4];
  }

  /**
   * The ARN of its sessions, which has the role's name without its path.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
   */
  String sessionArn() {
    String[] parts = arn.split(":", 6);
    String name = arn.substring(arn.lastIndexOf('/') + 1);
    return "arn:" + parts[1] + ":sts::" + parts[4] + ":assumed-role/" + name + "/" + functionName;
  }
}
