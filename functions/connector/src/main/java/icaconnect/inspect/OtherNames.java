package icaconnect.inspect;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.code.Code;
import icaconnect.connection.Connection;
import icaconnect.failure.Refused;
import icaconnect.step.Goal;
import icaconnect.step.Step;
import icaconnect.step.StepName;
import java.util.Optional;

/**
 * Refuses to leave a user behind: a request for another one would make that, or take that back, and
 * nothing would know any more of the first one's live key. Where a connect finds an entry, the step
 * that keeps it refuses; a disconnect believes no entry.
 */
final class OtherNames {
  /** What the workflow adds to the journal: the last good request, or an audit's guess at it. */
  static final String WISH = "wish";

  private OtherNames() {}

  /** The same step without what is only compared here. */
  static Step refuse(Step step) {
    Optional<JsonNode> wish = step.journalled(WISH);
    if (step.goal() == Goal.CONNECT) {
      wish.filter(_ -> !isKnown(step)).ifPresent(asked -> refuseUser(step, asked));
      return step;
    }
    wish.ifPresent(asked -> refuseNames(step, asked));
    return step.withJournalled(WISH, Optional.empty());
  }

  private static boolean isKnown(Step step) {
    return step.journalled(StepName.IAM).isPresent()
        || step.journalled(StepName.CREDENTIAL).isPresent();
  }

  private static void refuseUser(Step step, JsonNode wish) {
    String user = Connection.userName(wish);
    if (!user.equals(step.connection().userName())) {
      throw new Refused(
          Code.RENAMED,
          "The bucket is connected with user " + user + ".",
          "Name that user, or disconnect first and connect with the new name.");
    }
  }

  private static void refuseNames(Step step, JsonNode wish) {
    String user = Connection.userName(wish);
    String policy = Connection.policyName(wish);
    if (!user.equals(step.connection().userName())
        || !policy.equals(step.connection().policyName())) {
      throw new Refused(
          Code.RENAMED,
          "The bucket is connected with user "
              + user
              + " and policy "
              + policy
              + ", and nothing was taken back.",
          "Disconnect without userName and policyName, or with these.");
    }
  }
}
