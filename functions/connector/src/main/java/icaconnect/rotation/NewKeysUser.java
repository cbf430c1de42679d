package icaconnect.rotation;

import icaconnect.code.Code;
import icaconnect.credential.ConnectionUser;
import icaconnect.failure.Refused;
import icaconnect.report.Finding;
import icaconnect.step.Step;
import java.util.List;
import java.util.Optional;

/** Whether a user may get a new key, and what that key lets ICA do besides. */
record NewKeysUser(Step step) {
  /** Inspect has asked IAM for the user just before. */
  void refuseUnbounded() {
    if (isThere() && !isTheirs() && !step.facts().userBounded()) {
      throw new Refused(
          Code.USER_WITHOUT_BOUNDARY,
          "The user "
              + step.connection().userName()
              + " has no permissions boundary any more, so it gets no new key.",
          "Run an audit, or a plan: what it is refused with has the command that puts the boundary back.");
    }
  }

  List<Finding> findings(UserGrants grants) {
    if (!isThere()) {
      return List.of();
    }
    var besides = grants.granted(step.connection().userName()).without(this::isOwnPolicy);
    Optional<Finding> found = isTheirs() ? besides.ofTheirs() : besides.ofOurs();
    return found.stream().toList();
  }

  private boolean isThere() {
    return step.facts().userArn().isPresent();
  }

  private boolean isTheirs() {
    return new ConnectionUser(step).isTheirs();
  }

  /** A name is unique in an account at any path, and AWS's own policies are in none. */
  private boolean isOwnPolicy(String arn) {
    String policies =
        "arn:" + step.account().partition() + ":iam::" + step.account().id() + ":policy/";
    return arn.startsWith(policies)
        && arn.substring(arn.lastIndexOf('/') + 1).equals(step.connection().policyName());
  }
}
