package icaconnect.failure;

/**
 * Waiting cures it: a new user or key that has not propagated, a conflicting write (409),
 * throttling, a document that somebody else changed in the same moment. The workflow retries it.
 */
public final class TryAgain extends RuntimeException {
  public TryAgain(String message, Throwable cause) {
    super(message, cause);
  }

  public TryAgain(String message) {
    super(message);
  }
}
