package icaconnect.iam;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One write to IAM, under the name of the API call that makes it. */
public sealed interface IamAction {
  record CreatePolicy(String arn, String name, Mark mark, JsonNode document) implements IamAction {}

  /**
   * The policy is deleted and created anew. It gets no new version: whoever may write versions may
   * rewrite a policy that somebody has attached to a user outside the boundary, while a policy that
   * is attached elsewhere cannot be deleted, and a new one is attached under the boundary only.
   *
   * @param newArn where it is created; another one than before, where the policy is of the time
   *     before paths named an installation
   * @param attachedTo the connection's user, where it has the policy
   * @param oldVersions those that are not the default, which keep IAM from deleting it
   */
  record ReplacePolicy(
      String policyArn,
      String newArn,
      String name,
      Mark mark,
      Optional<String> attachedTo,
      List<String> oldVersions,
      JsonNode from,
      JsonNode document)
      implements IamAction {
    public ReplacePolicy {
      oldVersions = List.copyOf(oldVersions);
    }

    /** The calls that make it, in their order. */
    public List<IamAction> parts() {
      var parts = new ArrayList<IamAction>();
      attachedTo.ifPresent(user -> parts.add(new DetachUserPolicy(user, policyArn)));
      oldVersions.forEach(id -> parts.add(new DeletePolicyVersion(policyArn, id)));
      parts.add(new DeletePolicy(policyArn, from));
      parts.add(new CreatePolicy(newArn, name, mark, document));
      attachedTo.ifPresent(user -> parts.add(new AttachUserPolicy(user, newArn)));
      return parts;
    }
  }

  record DeletePolicyVersion(String policyArn, String versionId) implements IamAction {}

  record DeletePolicy(String policyArn, JsonNode document) implements IamAction {}

  record CreateUser(String arn, String name, Mark mark) implements IamAction {}

  record DeleteUser(String arn, String name) implements IamAction {}

  record AttachUserPolicy(String userName, String policyArn) implements IamAction {}

  record DetachUserPolicy(String userName, String policyArn) implements IamAction {}
}
