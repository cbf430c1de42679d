package icaconnect.inspect;

import icaconnect.failure.Denial.Layer;
import icaconnect.policy.ApplicationAccess;
import icaconnect.policy.ApplicationRole;
import icaconnect.policy.Explanation;
import icaconnect.policy.Obstacle;
import icaconnect.policy.Statement;
import icaconnect.step.Step;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The statement of the bucket's policy that keeps our role from looking at the bucket, as far as
 * the policy can be read: AWS names the layer, and never the statement.
 *
 * @param certain it is this one: it must deny, or AWS says that the policy does and no other can
 * @param roles a pattern of ARNs for the roles of this stack
 */
record DenyingStatement(Statement statement, boolean certain, String roles) {
  /** In denials AWS names the session: the role without its path, and the function. */
  private static final Pattern SESSION =
      Pattern.compile("arn:[\\w-]+:sts::\\d+:assumed-role/([^/]+)/(.+)");

  static Optional<DenyingStatement> of(Step step, Found.Denied found, String roles) {
    var caller = found.denial().principal().map(SESSION::matcher).filter(Matcher::matches);
    if (caller.isEmpty() || found.policy().isEmpty() || roles.isEmpty()) {
      return Optional.empty();
    }
    var session = caller.get();
    // The session is named without the path of its role.
    String arn = roles.replace("*", session.group(1));
    var role = new ApplicationRole(arn, session.group(2), Set.of("s3:ListBucket"));
    String bucket = "arn:" + step.account().partition() + ":s3:::" + step.bucket();
    var obstacles =
        ApplicationAccess.obstacles(
            found.policy().get(), bucket, found.region(), List.of(role), Instant.now());
    boolean one = obstacles.size() == 1 && found.denial().layer() == Layer.RESOURCE_POLICY;
    return obstacles.stream()
        .min(Comparator.comparing(Obstacle::certain).reversed())
        .map(obstacle ->
            new DenyingStatement(obstacle.statement(), one || obstacle.certain(), roles));
  }

  String sentence() {
    return " "
        + Explanation.name(statement)
        + " of the bucket's policy "
        + (certain ? "denies it, since " : "may be what denies it: it does so when ")
        + Explanation.reason(statement)
        + ".";
  }

  String remedy() {
    return ApplicationAccess.edit(statement, roles)
        + " in the bucket's policy, or have it changed by whoever made the statement.";
  }
}
