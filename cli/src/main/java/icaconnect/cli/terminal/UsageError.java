package icaconnect.cli.terminal;

/** The command line, or a file that it names, is not what was meant. */
public final class UsageError extends RuntimeException {
  public UsageError(String message) {
    super(message);
  }
}
