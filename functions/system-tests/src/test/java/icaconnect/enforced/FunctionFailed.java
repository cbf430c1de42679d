package icaconnect.enforced;

/** A function answered with an error. */
final class FunctionFailed extends RuntimeException {
  FunctionFailed(String function, String errorType, String errorMessage) {
    super(function + ": " + errorType + ": " + errorMessage);
  }
}
