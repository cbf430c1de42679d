package icaconnect.aws.inspect;

import org.jspecify.annotations.Nullable;

/** What becomes of a read that AWS denies. */
@FunctionalInterface
public interface Denials {
  /** A function has the permissions that it needs: a denial ends the step. */
  Denials FATAL = (action, reason) -> false;

  /**
   * Whether to go on without what this action reads.
   *
   * @param reason AWS's own words
   */
  boolean forgives(String action, @Nullable String reason);
}
