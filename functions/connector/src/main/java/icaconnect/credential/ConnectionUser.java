package icaconnect.credential;

import icaconnect.code.Code;
import icaconnect.connection.Ours;
import icaconnect.failure.Refused;
import icaconnect.report.Finding;
import icaconnect.step.NotBelieved;
import icaconnect.step.Step;
import java.util.List;
import java.util.Optional;

/**
 * Whose keys a step may touch. A journal is every step's to write, so that its word alone makes
 * nobody the connection's user: that are whom the request or the wish names, where no tag of ours
 * says otherwise, and whom Inspect has found at our path with this bucket's tag.
 */
public final class ConnectionUser {
  private final Step step;

  public ConnectionUser(Step step) {
    this.step = step;
  }

  /** The journal's entry, where it is about this connection's user. */
  public Optional<JournalledCredential> believed(Optional<JournalledCredential> entry) {
    return entry.filter(each -> isOurs(each.userName()));
  }

  /** What an entry about anybody else is answered with. */
  List<Finding> findings(Optional<JournalledCredential> entry) {
    return entry.filter(each -> !isOurs(each.userName())).stream()
        .map(each -> notBelieved(each.userName()))
        .toList();
  }

  static Finding notBelieved(String userName) {
    return NotBelieved.finding(
        "that its access key is one of the user " + userName, "that user's keys stay");
  }

  private boolean isOurs(String name) {
    boolean named = name.equals(step.connection().userName());
    return step.facts()
        .userArn()
        .filter(arn -> arn.endsWith("/" + name))
        .map(arn ->
            step.facts()
                .userBucket()
                .map(bucket ->
                    bucket.equals(step.bucket())
                        ? named || isMade(arn)
                        : named && !arn.contains(":user" + Ours.IAM_PATH))
                .orElse(named))
        .orElse(named);
  }

  /** Whether people may make keys for the user themselves: it is not one that we have made. */
  public boolean isTheirs() {
    return step.facts().userArn().filter(arn -> !isMade(arn)).isPresent();
  }

  /** Whether IAM's own tag of the user names another bucket: it outweighs a secret's. */
  boolean isAnothers(String userName) {
    return step.facts().userArn().filter(arn -> arn.endsWith("/" + userName)).isPresent()
        && step.facts().userBucket().filter(bucket -> !bucket.equals(step.bucket())).isPresent();
  }

  /** Refuses such a user for a connect: what comes after would not take its key for ours. */
  void refuseAnothers(String userName) {
    if (isAnothers(userName)) {
      String tag = Ours.BUCKET_TAG + " = " + step.facts().userBucket().orElseThrow();
      throw new Refused(
          Code.NOT_OURS,
          "The user "
              + userName
              + " carries the tag "
              + tag
              + ", so it gets no key for this bucket.",
          "Give another userName. Where people made the user and that bucket's connection does not use it, run: aws iam untag-user --user-name "
              + userName
              + " --tag-keys "
              + Ours.BUCKET_TAG
              + ". Then connect again.");
    }
  }

  /** At our path, or at the one of the time before paths named an installation. */
  private boolean isMade(String arn) {
    return step.installation().hasMade(arn) || Ours.isEarlierUser(arn);
  }
}
