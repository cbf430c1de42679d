package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.bucketpolicy.Exemption.Added;
import icaconnect.connection.Limits;
import icaconnect.connection.Ours;
import icaconnect.policy.CanonicalPolicy;
import icaconnect.policy.PolicyDocument;
import icaconnect.step.Step;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whom this application may have exempted for a connection, whatever a journal says: the
 * connection's user by its name, which is unique in an account whatever its path; users at our
 * path, or that may be adopted; their sessions; and roles that may be let in, or that our own
 * statement lets in: what may be let in can have changed since.
 */
final class OurPrincipals {
  private final Step step;
  private final Limits limits;
  private final Set<String> letIn;
  private final Pattern users;
  private final Pattern sessions;

  /**
   * @param letIn roles that our statement in the policy lets in
   */
  OurPrincipals(Step step, Limits limits, Set<String> letIn) {
    this.step = step;
    this.limits = limits;
    this.letIn = letIn;
    String account = step.account().id();
    users = Pattern.compile("arn:[a-z-]+:iam::" + account + ":user(/(?:.*/)?)([^/*?]+)");
    sessions = Pattern.compile("arn:[a-z-]+:sts::" + account + ":federated-user/([^/*?]+)");
  }

  /**
   * @param left the statement as we are said to have left it
   */
  boolean include(String value, Added added, JsonNode left) {
    return include(value, left) || isAccountOfOurs(value, added, left);
  }

  /**
   * @param statement where it stands
   */
  boolean include(String value, JsonNode statement) {
    return isUser(value) || isSession(value, statement) || isRole(value);
  }

  private boolean isUser(String value) {
    var user = users.matcher(value);
    return user.matches()
        && (user.group(2).equals(step.connection().userName())
            || user.group(1).equals(step.installation().iamPath())
            || user.group(1).equals(Ours.IAM_PATH)
            || limits.adopts(value, step.account().id()));
  }

  /**
   * A session's ARN has no path. Of another user than the connection's, which an earlier connect
   * named, it is known by the user beside it, or by how we call users.
   */
  private boolean isSession(String value, JsonNode left) {
    var session = sessions.matcher(value);
    return session.matches()
        && (session.group(1).equals(step.connection().userName())
            || session.group(1).startsWith(Ours.USER_NAME)
            || isUser(withoutPath(session.group(1)))
            || namesUser(session.group(1), left));
  }

  private String withoutPath(String name) {
    var account = step.account();
    return "arn:" + account.partition() + ":iam::" + account.id() + ":user/" + name;
  }

  private boolean namesUser(String name, JsonNode json) {
    if (json.isTextual()) {
      return json.textValue().endsWith("/" + name) && isUser(json.textValue());
    }
    for (JsonNode inside : json) {
      if (namesUser(name, inside)) {
        return true;
      }
    }
    return false;
  }

  private boolean isRole(String value) {
    return limits.letsIn(value)
        || letIn.contains(value)
        || step.connection().crossAccountRoleArn().filter(value::equals).isPresent();
  }

  /** Earlier versions listed the account, too, beside a user of it in a NotPrincipal. */
  private boolean isAccountOfOurs(String value, Added added, JsonNode left) {
    return added.at().equals(BelievedEntry.NOT_PRINCIPAL)
        && CanonicalPolicy.principal(value).equals(step.account().id())
        && PolicyDocument.listOf(left.at(added.at())).stream()
            .map(JsonNode::asText)
            .anyMatch(listed -> isUser(listed) || isSession(listed, left));
  }
}
