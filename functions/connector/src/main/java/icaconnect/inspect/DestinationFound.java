package icaconnect.inspect;

/** Whether a queue, topic or function that the bucket's event notifications go to is there. */
public sealed interface DestinationFound {
  record There() implements DestinationFound {}

  /**
   * S3 cannot deliver to it any more.
   *
   * @param reason AWS's own words
   */
  record Gone(String reason) implements DestinationFound {}

  /** Nobody could look; it may be there or not. */
  record Unseen(String reason) implements DestinationFound {}
}
