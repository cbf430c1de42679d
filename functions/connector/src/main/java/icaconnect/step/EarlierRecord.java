package icaconnect.step;

import java.util.Optional;

/**
 * Whether the registry may have lost an earlier record of the connection, which knew what no entry
 * of this one does. See docs/decisions/1951-a-lost-record.md.
 */
public final class EarlierRecord {
  private EarlierRecord() {}

  /** One may be lost: this one has no entry, or it began when its user was there. */
  public static boolean mayBeLost(Step step) {
    return step.journal().isEmpty() || (mayBeYoungerThanUser(step) && hasLeftUser(step));
  }

  /** The bucket's user is there, of this installation's making and for this bucket. */
  public static boolean hasLeftUser(Step step) {
    return step.facts()
        .userArn()
        .filter(arn -> isOfBucket(step, arn, step.facts().userBucket()))
        .isPresent();
  }

  /**
   * Whether such a user is of this installation's making and for this bucket.
   *
   * @param bucket that its tag names
   */
  public static boolean isOfBucket(Step step, String userArn, Optional<String> bucket) {
    return step.installation().hasMade(userArn) && bucket.filter(step.bucket()::equals).isPresent();
  }

  /** No entry says that this record is as old as the user; Inspect can tell no more. */
  public static boolean mayBeYoungerThanUser(Step step) {
    return step.journalled(StepName.IAM)
        .map(entry -> entry.path("userFound").asBoolean())
        .orElse(true);
  }
}
