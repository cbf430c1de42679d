package icaconnect.iam;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.report.Change;
import icaconnect.report.Document;
import java.util.Map;
import java.util.Optional;

/** Says IAM actions in from/to terms. */
final class IamChanges {
  private IamChanges() {}

  static Change of(IamAction action) {
    return switch (action) {
      case IamAction.CreatePolicy it -> Change.added(it.arn(), it.document());
      case IamAction.CreatePolicyVersion it ->
          Change.edited(it.policyArn(), it.from(), it.document());
      case IamAction.DeletePolicyVersion it ->
          Change.removed(it.policyArn() + " " + it.versionId(), named("VersionId", it.versionId()));
      case IamAction.DeletePolicy it -> Change.removed(it.policyArn(), it.document());
      case IamAction.CreateUser it -> Change.added(it.arn(), named("UserName", it.name()));
      case IamAction.DeleteUser it -> Change.removed(it.arn(), named("UserName", it.name()));
      case IamAction.AttachUserPolicy it ->
          Change.added("attachment to " + it.userName(), named("PolicyArn", it.policyArn()));
      case IamAction.DetachUserPolicy it ->
          Change.removed("attachment to " + it.userName(), named("PolicyArn", it.policyArn()));
    };
  }

  /** The policy's document before and after the plan. */
  static Document document(IamState now, IamPlan plan) {
    Optional<JsonNode> after = now.policy().map(ManagedPolicy::document);
    for (IamAction action : plan.actions()) {
      after =
          switch (action) {
            case IamAction.CreatePolicy it -> Optional.of(it.document());
            case IamAction.CreatePolicyVersion it -> Optional.of(it.document());
            case IamAction.DeletePolicy it -> Optional.empty();
            default -> after;
          };
    }
    return new Document("iam-policy", now.policy().map(ManagedPolicy::document), after);
  }

  private static JsonNode named(String key, String name) {
    return Json.tree(Map.of(key, name));
  }
}
