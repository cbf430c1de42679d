package icaconnect.inspect;

import java.util.Optional;

/**
 * Whether a queue, topic or function that the bucket's event notifications go to is there and lets
 * S3 in.
 */
public sealed interface DestinationFound {
  /** It lets S3 in as well. */
  record There() implements DestinationFound {}

  /**
   * S3 cannot deliver to it any more.
   *
   * @param reason AWS's own words
   */
  record Gone(String reason) implements DestinationFound {}

  /**
   * It is there and keeps S3 out for certain.
   *
   * @param reason in words that follow its ARN, without a full stop
   * @param keyArn of the customer managed key that is in the way
   */
  record Shut(Cause cause, String reason, Optional<String> keyArn) implements DestinationFound {
    public Shut(Cause cause, String reason) {
      this(cause, reason, Optional.empty());
    }
  }

  /** What keeps S3 out. */
  enum Cause {
    NOT_ALLOWED,
    DENIED,
    AWS_MANAGED_KEY,
    KEY_NOT_ALLOWED,
    KEY_DENIED,
    KEY_UNUSABLE
  }

  /** Nobody could look; it may be there or not. */
  record Unseen(String reason) implements DestinationFound {}
}
