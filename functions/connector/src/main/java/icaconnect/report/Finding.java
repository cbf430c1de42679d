package icaconnect.report;

/**
 * Something a person should know.
 *
 * @param code stable and in capitals, to search for and to match on
 * @param message one sentence
 * @param remedy what to do about it, one sentence
 */
public record Finding(Severity severity, String code, String message, String remedy) {
  public static Finding info(String code, String message, String remedy) {
    return new Finding(Severity.INFO, code, message, remedy);
  }

  public static Finding warning(String code, String message, String remedy) {
    return new Finding(Severity.WARNING, code, message, remedy);
  }

  public static Finding error(String code, String message, String remedy) {
    return new Finding(Severity.ERROR, code, message, remedy);
  }
}
