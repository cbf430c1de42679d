package icaconnect.iam;

import java.util.List;
import java.util.Optional;

/**
 * What IAM has under a connection's names.
 *
 * @param versions the policy's; read only where one has to go
 * @param attachedItems the user's; all of them are read only where they keep the user
 */
public record IamState(
    Optional<IamUser> user,
    Optional<ManagedPolicy> policy,
    List<PolicyVersion> versions,
    List<AttachedItem> attachedItems) {

  public IamState {
    versions = List.copyOf(versions);
    attachedItems = List.copyOf(attachedItems);
  }

  public static IamState of(Optional<IamUser> user, Optional<ManagedPolicy> policy) {
    return new IamState(user, policy, List.of(), List.of());
  }

  IamState withVersions(List<PolicyVersion> read) {
    return new IamState(user, policy, read, attachedItems);
  }

  IamState withAttachedItems(List<AttachedItem> read) {
    return new IamState(user, policy, versions, read);
  }

  boolean isAttached() {
    return user.isPresent() && policy.map(ManagedPolicy::arn).filter(user.get()::has).isPresent();
  }
}
