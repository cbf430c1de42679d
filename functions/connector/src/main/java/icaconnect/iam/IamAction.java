package icaconnect.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** One write to IAM, under the name of the API call that makes it. */
public sealed interface IamAction {
  record CreatePolicy(String arn, String name, String bucket, JsonNode document)
      implements IamAction {}

  /**
   * The policy is deleted and created anew. It gets no new version: whoever may write versions may
   * rewrite a policy that somebody has attached to a user outside the boundary, while a policy that
   * is attached elsewhere cannot be deleted, and a new one is attached under the boundary only.
   *
   * @param attachedTo the connection's user, where it has the policy
   * @param oldVersions those that are not the default, which keep IAM from deleting it
   */
  record ReplacePolicy(
      String policyArn,
      String name,
      String bucket,
      Optional<String> attachedTo,
      List<String> oldVersions,
      JsonNode from,
      JsonNode document)
      implements IamAction {
    public ReplacePolicy {
      oldVersions = List.copyOf(oldVersions);
    }
  }

  record DeletePolicyVersion(String policyArn, String versionId) implements IamAction {}

  record DeletePolicy(String policyArn, JsonNode document) implements IamAction {}

  record CreateUser(String arn, String name, String bucket) implements IamAction {}

  record DeleteUser(String arn, String name) implements IamAction {}

  record AttachUserPolicy(String userName, String policyArn) implements IamAction {}

  record DetachUserPolicy(String userName, String policyArn) implements IamAction {}
}
