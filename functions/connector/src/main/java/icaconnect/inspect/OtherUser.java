package icaconnect.inspect;

import icaconnect.code.Code;
import icaconnect.connection.Connection;
import icaconnect.failure.Refused;
import icaconnect.step.Step;
import icaconnect.step.StepName;
import java.util.Optional;

/**
 * Refuses to leave a user behind whose entries are lost: a request for another one would make that,
 * and nothing would know any more of the first one's live key. Where there is an entry, the step
 * that keeps it refuses.
 */
final class OtherUser {
  /** What the workflow adds to the journal: the last good request, or an audit's guess at it. */
  private static final String WISH = "wish";

  private OtherUser() {}

  static void refuse(Step step) {
    boolean known =
        step.journalled(StepName.IAM).isPresent()
            || step.journalled(StepName.CREDENTIAL).isPresent();
    Optional<String> user =
        known ? Optional.empty() : step.journalled(WISH).map(Connection::userName);
    if (user.isPresent() && !user.get().equals(step.connection().userName())) {
      throw new Refused(
          Code.RENAMED,
          "The bucket is connected with user " + user.get() + ".",
          "Name that user, or disconnect first and connect with the new name.");
    }
  }
}
