package icaconnect.inspect;

import icaconnect.failure.Denial.Layer;
import icaconnect.policy.ApplicationAccess;
import icaconnect.policy.ApplicationRole;
import icaconnect.policy.Denied;
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
import java.util.stream.Stream;

/**
 * The statement of the bucket's policy that keeps our role from looking at the bucket, as far as
 * the policy can be read: AWS names the layer, and never the statement.
 *
 * @param certain it is this one: it must deny, or AWS says that the policy does and no other can
 * @param others what else denies this application something, or may: to be edited at the same time
 * @param roles a pattern of ARNs for the roles of this stack
 */
record DenyingStatement(Statement statement, boolean certain, List<Obstacle> others, String roles) {
  private static final String LOOK = "s3:ListBucket";

  /**
   * What this step and those after it ask for, as one role: the pattern that lets one in lets all.
   */
  private static final Set<String> ALL =
      Set.of(
          LOOK, "s3:GetBucketCORS", "s3:PutBucketCORS", "s3:GetBucketPolicy", "s3:PutBucketPolicy");

  /** In denials AWS names the session: the role without its path, and the function. */
  private static final Pattern SESSION =
      Pattern.compile("arn:[\\w-]+:sts::\\d+:assumed-role/([^/]+)/(.+)");

  static Optional<DenyingStatement> of(Step step, BucketFound.Denied found, String roles) {
    var caller = found.denial().principal().map(SESSION::matcher).filter(Matcher::matches);
    if (caller.isEmpty() || found.policy().isEmpty() || roles.isEmpty()) {
      return Optional.empty();
    }
    var session = caller.get();
    // The session is named without the path of its role.
    String arn = roles.replace("*", session.group(1));
    var role = new ApplicationRole(arn, session.group(2), ALL);
    String bucket = "arn:" + step.account().partition() + ":s3:::" + step.bucket();
    var obstacles =
        ApplicationAccess.obstaclesAnywhere(
            found.policy().get(), bucket, found.region(), List.of(role), Instant.now());
    var looking = obstacles.stream().filter(each -> each.actions().contains(LOOK)).toList();
    boolean one = looking.size() == 1 && found.denial().layer() == Layer.RESOURCE_POLICY;
    return looking.stream()
        .min(Comparator.comparing((Obstacle each) -> each.certainly().contains(LOOK)).reversed())
        .map(obstacle ->
            new DenyingStatement(
                obstacle.statement(),
                one || obstacle.certainly().contains(LOOK),
                obstacles.stream().filter(each -> !each.equals(obstacle)).toList(),
                roles));
  }

  String sentence() {
    return " "
        + Explanation.name(statement)
        + " of the bucket's policy "
        + (certain ? "denies it, since " : "may be what denies it: it does so when ")
        + Explanation.reason(statement, "this application")
        + "."
        + String.join("", others.stream().map(DenyingStatement::other).toList());
  }

  private static String other(Obstacle obstacle) {
    return " "
        + Explanation.name(obstacle.statement())
        + (obstacle.certain() ? " denies " : " may deny ")
        + Denied.what(obstacle)
        + " to this application.";
  }

  String remedy() {
    var statements = Stream.concat(Stream.of(statement), others.stream().map(Obstacle::statement));
    return ApplicationAccess.edit(statements.toList(), roles)
        + " in the bucket's policy, or have it changed by whoever made the statement; no bucket"
        + " policy keeps the account's root user from changing it.";
  }
}
