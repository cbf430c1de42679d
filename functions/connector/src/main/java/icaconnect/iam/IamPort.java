package icaconnect.iam;

import java.util.List;
import java.util.Optional;

/** Users and managed policies as IAM keeps them. */
public interface IamPort {
  /** The user and the policy of these names, without the lists that are read apart. */
  IamState read(IamNames names);

  /** The same, where there is hardly anything yet: every place may be asked at once. */
  default IamState readNew(IamNames names) {
    return read(names);
  }

  List<PolicyVersion> versions(String policyArn);

  /**
   * The ARN of the user whose name is this one without regard to case: IAM takes no second one,
   * whatever its path.
   */
  Optional<String> userNamed(String name);

  /** The same of customer managed policies. */
  Optional<String> policyNamed(String name);

  List<AttachedItem> attachedItems(String userName);

  /** Those of them by which the user may do more: its inline policies and its groups. */
  List<AttachedItem> grants(String userName);

  /**
   * Makes these writes in this order, forgiving the absence of what is taken away.
   *
   * @param expected the ARNs as far as they are known
   * @return the ARNs with what AWS answered for what was created
   * @throws StillInUse when something hangs on what is to be deleted
   * @throws icaconnect.failure.TryAgain when waiting cures it
   */
  IamArns apply(List<IamAction> actions, IamArns expected);
}
