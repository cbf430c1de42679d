package icaconnect.iam;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Mark;
import icaconnect.lambda.Json;
import icaconnect.report.Change;
import icaconnect.report.ChangeSubject;
import icaconnect.report.Document;
import icaconnect.report.PlannedWrite;
import icaconnect.report.Report;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says IAM actions in from/to terms. */
final class IamChanges {
  private IamChanges() {}

  static Change of(IamAction action) {
    return switch (action) {
      case IamAction.CreatePolicy it -> Change.added(policy(it.arn()).whole(), it.document());
      case IamAction.ReplacePolicy it ->
          Change.edited(policy(it.policyArn()).part("document"), it.from(), it.document());
      case IamAction.DeletePolicyVersion it ->
          Change.removed(
              policy(it.policyArn()).part("version"), named("VersionId", it.versionId()));
      case IamAction.DeletePolicy it ->
          Change.removed(policy(it.policyArn()).whole(), it.document());
      case IamAction.CreateUser it -> Change.added(user(it.name()).whole(), named("Arn", it.arn()));
      case IamAction.DeleteUser it ->
          Change.removed(user(it.name()).whole(), named("Arn", it.arn()));
      case IamAction.AttachUserPolicy it ->
          Change.added(
              user(it.userName()).part("attached policy"), named("PolicyArn", it.policyArn()));
      case IamAction.DetachUserPolicy it ->
          Change.removed(
              user(it.userName()).part("attached policy"), named("PolicyArn", it.policyArn()));
    };
  }

  /** The policy's document before and after the plan. */
  static Document document(IamState now, IamPlan plan) {
    Optional<JsonNode> after = now.policy().map(ManagedPolicy::document);
    for (IamAction action : plan.actions()) {
      after =
          switch (action) {
            case IamAction.CreatePolicy it -> Optional.of(it.document());
            case IamAction.ReplacePolicy it -> Optional.of(it.document());
            case IamAction.DeletePolicy it -> Optional.empty();
            default -> after;
          };
    }
    return new Document(IamHandler.STEP, now.policy().map(ManagedPolicy::document), after);
  }

  /**
   * What the plan would write. An attachment counts by what it lets whom do, since others may have
   * put another user or policy under a name meanwhile.
   */
  static List<PlannedWrite> writes(IamState now, IamPlan plan, Mark mark) {
    Document document = document(now, plan);
    boolean userIsOurs = now.user().map(user -> user.isOurs(mark)).orElse(true);
    var meant =
        plan.actions().stream()
            .map(action ->
                action instanceof IamAction.AttachUserPolicy it
                    ? attached(it, document.after().orElseThrow(), userIsOurs)
                    : of(action))
            .toList();
    return PlannedWrite.of(Report.of(IamHandler.STEP, meant).withDocuments(List.of(document)));
  }

  private static Change attached(
      IamAction.AttachUserPolicy action, JsonNode document, boolean userIsOurs) {
    return Change.added(
        user(action.userName()).part("attached policy"),
        Json.tree(
            Map.of(
                "PolicyArn", action.policyArn(), "Document", document, "UserIsOurs", userIsOurs)));
  }

  private static ChangeSubject user(String name) {
    return new ChangeSubject(ChangeSubject.Kind.IAM_USER, name);
  }

  /** By its name, which comes last in its ARN and is the only one of its account. */
  private static ChangeSubject policy(String arn) {
    return new ChangeSubject(
        ChangeSubject.Kind.IAM_POLICY, arn.substring(arn.lastIndexOf('/') + 1));
  }

  private static JsonNode named(String key, String name) {
    return Json.tree(Map.of(key, name));
  }
}
