package icaconnect.audit;

/** AWS does not say whether something is there: denied is not absent. */
public final class NotSeen extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param why as a person reads it
   */
  public NotSeen(String why, Throwable cause) {
    super(why, cause);
  }
}
