package icaconnect.kms;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.policy.Request;
import icaconnect.policy.Statement;
import icaconnect.policy.Verdict;
import icaconnect.step.Step;
import java.util.List;
import java.util.Set;

/**
 * What a key's policy says to one request. Every key has a policy, and what it does not allow is
 * denied, to principals of its own account too; a statement that names the account leaves them to
 * IAM, which is where this product grants the user's.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
sealed interface KeyRuling {
  Request request();

  record Allowed(Request request, Statement by) implements KeyRuling {}

  record Denied(Request request, Statement by) implements KeyRuling {}

  /** No statement decides it, and a grant allows it. */
  record Granted(Request request, KeyGrant by) implements KeyRuling {}

  /** No statement allows it. */
  record NotAllowed(Request request) implements KeyRuling {}

  /**
   * @param by the statement that may deny, or alone may allow
   * @param keys what decides, and cannot be known
   */
  record Depends(Request request, Statement by, Set<String> keys) implements KeyRuling {}

  static List<KeyRuling> of(JsonNode policy, List<Request> requests) {
    var statements = Statement.read(policy);
    return requests.stream().map(request -> of(statements, request)).toList();
  }

  /** The same, where grants allow what no statement does. */
  static List<KeyRuling> of(
      JsonNode policy, List<Request> requests, Step step, List<KeyGrant> grants) {
    return of(policy, requests).stream().map(ruling -> granted(ruling, step, grants)).toList();
  }

  private static KeyRuling granted(KeyRuling ruling, Step step, List<KeyGrant> grants) {
    return lacksAllow(ruling)
        ? grants.stream()
            .filter(grant -> grant.covers(step, ruling.request()))
            .findFirst()
            .<KeyRuling>map(grant -> new Granted(ruling.request(), grant))
            .orElse(ruling)
        : ruling;
  }

  private static KeyRuling of(List<Statement> statements, Request request) {
    var denied = of(statements.stream().filter(Statement::denies).toList(), request, true);
    if (denied instanceof Denied) {
      return denied;
    }
    var allowed = of(statements.stream().filter(Statement::allows).toList(), request, false);
    return denied instanceof Depends && allowed instanceof Allowed ? denied : allowed;
  }

  /** What the first that applies makes of it, or else the first that may. */
  private static KeyRuling of(List<Statement> statements, Request request, boolean deny) {
    KeyRuling ruling = new NotAllowed(request);
    for (Statement statement : statements) {
      Verdict verdict = statement.appliesTo(request);
      if (verdict instanceof Verdict.Applies) {
        return deny ? new Denied(request, statement) : new Allowed(request, statement);
      }
      if (verdict instanceof Verdict.DependsOn depends && ruling instanceof NotAllowed) {
        ruling = new Depends(request, statement, depends.keys());
      }
    }
    return ruling;
  }

  /** Whether an Allow of ours would change it. */
  static boolean lacksAllow(KeyRuling ruling) {
    return switch (ruling) {
      case NotAllowed _ -> true;
      case Depends depends -> depends.by().allows();
      case Allowed _, Denied _, Granted _ -> false;
    };
  }
}
