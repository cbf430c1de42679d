package icaconnect.cli.check;

/**
 * What would end a connect.
 *
 * @param step where
 * @param error the failure's class, which is the error's name in the workflow
 * @param message with its code first and its remedy last
 */
record Failure(String step, String error, String message) {
  static Failure of(String step, RuntimeException e) {
    return new Failure(step, e.getClass().getName(), e.getMessage());
  }
}
