package icaconnect.verify;

/** AWS refused what the probe tried; says the error's code and nothing secret. */
public final class ProbeFailure extends RuntimeException {
  public ProbeFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
