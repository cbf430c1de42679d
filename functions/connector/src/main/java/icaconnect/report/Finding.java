package icaconnect.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import icaconnect.code.Code;
import icaconnect.code.Severity;

/**
 * Something a person should know.
 *
 * @param code stable, to search for and to match on
 * @param message one sentence
 * @param remedy what to do about it, one sentence
 */
public record Finding(Severity severity, Code code, String message, String remedy) {
  public static Finding info(Code code, String message, String remedy) {
    return new Finding(Severity.INFO, code, message, remedy);
  }

  public static Finding warning(Code code, String message, String remedy) {
    return new Finding(Severity.WARNING, code, message, remedy);
  }

  public static Finding error(Code code, String message, String remedy) {
    return new Finding(Severity.ERROR, code, message, remedy);
  }

  /** Where the code is explained. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public String help() {
    return code.link();
  }
}
