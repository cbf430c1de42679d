package icaconnect.policy;

import java.util.Set;

/** What becomes of one request under a bucket's policy. */
public sealed interface Ruling {
  /** Nothing in the policy is in its way. */
  record Allowed() implements Ruling {}

  /** It comes from another account, and no statement allows it. */
  record NotGranted() implements Ruling {}

  record Blocked(Statement by) implements Ruling {}

  /**
   * @param keys what decides, and cannot be known
   */
  record MayBeBlocked(Statement by, Set<String> keys) implements Ruling {}
}
