package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.code.Code;
import icaconnect.failure.Refused;
import icaconnect.policy.ApplicationAccess;
import icaconnect.policy.Explanation;
import icaconnect.policy.Obstacle;
import icaconnect.policy.Principal;
import icaconnect.report.Finding;
import icaconnect.step.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether the policy that stands lets the application itself do its work. A Deny that exempting
 * would open for ICA may stop the very function that is to open it.
 */
final class OwnAccess {
  private static final String PUT = "s3:PutBucketPolicy";

  private OwnAccess() {}

  /** What stops, or may stop, a function; before anything is written. */
  static List<Finding> findings(Step step, Optional<JsonNode> current, OwnRoles own, Instant now) {
    return obstacles(step, current, own, now).stream().map(each -> finding(each, own)).toList();
  }

  /** Throws {@link Refused} where the plan's write would certainly be denied. */
  static void refuseWrite(Step step, Optional<JsonNode> current, OwnRoles own, Instant now) {
    obstacles(step, current, own, now).stream()
        .filter(OwnAccess::deniesWriting)
        .findFirst()
        .ifPresent(each -> {
          throw new Refused(
              Code.POLICY_BLOCKS_APPLICATION, message(each, " denies "), remedy(each, own));
        });
  }

  private static List<Obstacle> obstacles(
      Step step, Optional<JsonNode> current, OwnRoles own, Instant now) {
    return current
        .map(policy ->
            ApplicationAccess.obstacles(
                policy,
                "arn:" + step.account().partition() + ":s3:::" + step.bucket(),
                step.facts().region(),
                own.roles(),
                now))
        .orElse(List.of());
  }

  private static boolean deniesWriting(Obstacle obstacle) {
    return obstacle.certainly().contains(PUT);
  }

  /** A warning only: a write that is not needed is not missed. */
  private static Finding finding(Obstacle obstacle, OwnRoles own) {
    return Finding.warning(
        Code.POLICY_BLOCKS_APPLICATION,
        message(obstacle, obstacle.certain() ? " denies " : " may deny "),
        remedy(obstacle, own));
  }

  private static String message(Obstacle obstacle, String denies) {
    return Explanation.name(obstacle.statement())
        + denies
        + Explanation.some(obstacle.actions())
        + " to "
        + Explanation.and(obstacle.principals().stream().map(Principal::label).toList())
        + ".";
  }

  private static String remedy(Obstacle obstacle, OwnRoles own) {
    return ApplicationAccess.edit(obstacle.statement(), own.arnPattern())
        + ", by somebody whom the statement spares.";
  }
}
