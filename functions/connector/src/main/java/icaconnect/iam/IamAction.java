package icaconnect.iam;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Mark;

/** One write to IAM, under the name of the API call that makes it. */
public sealed interface IamAction {
  record CreatePolicy(String arn, String name, Mark mark, JsonNode document) implements IamAction {}

  /** The new version becomes the default one. */
  record CreatePolicyVersion(String policyArn, JsonNode from, JsonNode document)
      implements IamAction {}

  record DeletePolicyVersion(String policyArn, String versionId) implements IamAction {}

  record DeletePolicy(String policyArn, JsonNode document) implements IamAction {}

  record CreateUser(String arn, String name, Mark mark) implements IamAction {}

  record DeleteUser(String arn, String name) implements IamAction {}

  record AttachUserPolicy(String userName, String policyArn) implements IamAction {}

  record DetachUserPolicy(String userName, String policyArn) implements IamAction {}
}
