package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.code.Code;
import icaconnect.failure.Refused;
import icaconnect.policy.ApplicationAccess;
import icaconnect.policy.Denied;
import icaconnect.policy.Explanation;
import icaconnect.policy.Obstacle;
import icaconnect.report.Finding;
import icaconnect.step.Step;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether the policy that stands lets the application itself do its work. A Deny that exempting
 * would open for ICA may stop the very function that is to open it.
 */
final class OwnAccess {
  /** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html */
  private static final String ROOT =
      "the account's root user, whom no bucket policy keeps from changing it";

  private OwnAccess() {}

  /** What stops, or may stop, a function; before anything is written. */
  static List<Finding> findings(Step step, Optional<JsonNode> current, OwnRoles own, Instant now) {
    return obstacles(step, current, own, now).stream().map(each -> finding(each, own)).toList();
  }

  /** The calls that are denied to a function for certain. */
  static Set<String> denied(Step step, Optional<JsonNode> current, OwnRoles own, Instant now) {
    return obstacles(step, current, own, now).stream()
        .flatMap(each -> each.certainly().stream())
        .collect(Collectors.toSet());
  }

  /**
   * Throws {@link Refused} where one of the decisive calls would certainly be denied. It names each
   * statement that stops, or may stop, any call to come: whoever can edit the policy does it once.
   */
  static void refuse(
      Step step,
      Optional<JsonNode> current,
      OwnRoles own,
      Set<String> decisive,
      Set<String> toCome,
      Instant now) {
    var stopping = obstacles(step, current, own.making(toCome), now);
    if (stopping.stream().anyMatch(each -> !Collections.disjoint(each.certainly(), decisive))) {
      throw new Refused(
          Code.POLICY_BLOCKS_APPLICATION,
          String.join(" ", stopping.stream().map(OwnAccess::message).toList()),
          remedy(stopping, own));
    }
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

  /** A warning only: a call that is not needed is not missed. */
  private static Finding finding(Obstacle obstacle, OwnRoles own) {
    return Finding.warning(
        Code.POLICY_BLOCKS_APPLICATION, message(obstacle), remedy(List.of(obstacle), own));
  }

  private static String message(Obstacle obstacle) {
    return Explanation.name(obstacle.statement())
        + (obstacle.certain() ? " denies " : " may deny ")
        + Denied.toWhom(obstacle)
        + Denied.perhapsToo(obstacle)
        + (obstacle.certain() ? "" : ", depending on " + Explanation.some(obstacle.keys()))
        + ".";
  }

  private static String remedy(List<Obstacle> obstacles, OwnRoles own) {
    return ApplicationAccess.edit(
            obstacles.stream().map(Obstacle::statement).toList(), own.arnPattern())
        + (obstacles.size() == 1
            ? ", by somebody whom the statement spares, or by "
            : ", by somebody whom all of these statements spare, or by ")
        + ROOT
        + ".";
  }
}
