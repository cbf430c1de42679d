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
      Pattern.compile("arn:([\\w-]+):sts::(\\d+):assumed-role/([^/]+)/(.+)");

  /** CloudFormation names a role by its stack, its logical id, and a few letters. */
  private static final Pattern NAME = Pattern.compile("(.+)-InspectRole-\\w+");

  static Optional<DenyingStatement> of(Step step, Found.Denied found) {
    var caller = found.denial().principal().map(SESSION::matcher).filter(Matcher::matches);
    if (caller.isEmpty() || found.policy().isEmpty()) {
      return Optional.empty();
    }
    var session = caller.get();
    String arn = role(session.group(1), session.group(2), session.group(3));
    var role = new ApplicationRole(arn, session.group(4), Set.of("s3:ListBucket"));
    String bucket = "arn:" + step.account().partition() + ":s3:::" + step.bucket();
    var obstacles =
        ApplicationAccess.obstacles(
            found.policy().get(), bucket, found.region(), List.of(role), Instant.now());
    boolean one = obstacles.size() == 1 && found.denial().layer() == Layer.RESOURCE_POLICY;
    return obstacles.stream()
        .min(Comparator.comparing(Obstacle::certain).reversed())
        .map(obstacle ->
            new DenyingStatement(obstacle.statement(), one || obstacle.certain(), pattern(arn)));
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

  private static String role(String partition, String account, String name) {
    return "arn:" + partition + ":iam::" + account + ":role/" + name;
  }

  /** Other functions of the stack look at the bucket too. */
  private static String pattern(String arn) {
    var name = NAME.matcher(arn);
    return name.matches() ? name.group(1) + "-*Role-*" : arn;
  }
}
