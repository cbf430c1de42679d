package icaconnect.entry;

/** Where answers go. */
interface ResponseUrl {
  /** Whether it is one of CloudFormation's: whoever invokes the function may send any. */
  boolean accepts(String url);

  /**
   * Puts the answer there and returns when it has arrived.
   *
   * @throws Undelivered when it has not, after all attempts
   */
  void put(String url, String body) throws Undelivered;

  /** The answer did not arrive. The message never shows the URL. */
  final class Undelivered extends Exception {
    private final boolean lasting;

    Undelivered(String message, boolean lasting) {
      super(message);
      this.lasting = lasting;
    }

    /** Whether trying again later is useless. */
    boolean isLasting() {
      return lasting;
    }
  }
}
