package icaconnect.failure;

/**
 * A person must change something in the account first; waiting does not help. The message starts
 * with a stable code and ends with the remedy.
 */
public final class Refused extends RuntimeException {
  public Refused(String code, String message, String remedy) {
    super(code + ": " + message + " Remedy: " + remedy);
  }
}
