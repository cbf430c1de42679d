package icaconnect.credential;

/** A call was sent and its answer never came: nobody knows whether it was carried out. */
public final class AnswerLost extends RuntimeException {
  public AnswerLost(Throwable cause) {
    super("the answer was lost", cause);
  }
}
