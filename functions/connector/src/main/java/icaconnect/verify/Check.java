package icaconnect.verify;

import java.util.Optional;

/**
 * One thing that was tried with the connection.
 *
 * @param name stable, such as {@code put-object}
 * @param detail what came of it, or why it was not tried
 * @param remedy what to do when it failed
 */
public record Check(String name, Status status, String detail, Optional<String> remedy) {
  public enum Status {
    PASS,
    FAIL,
    /** Not tried, or no proof either way: decided by what is documented and configured. */
    JUDGED,
    SKIPPED
  }

  /** Characters: AWS is quoted, and a workflow carries 256 KiB. */
  private static final int LONGEST = 1_000;

  public Check {
    detail = cut(detail);
    remedy = remedy.map(Check::cut);
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }

  static Check passed(String name) {
    return new Check(name, Status.PASS, "allowed", Optional.empty());
  }

  static Check passed(String name, String detail) {
    return new Check(name, Status.PASS, detail, Optional.empty());
  }

  static Check judged(String name, String detail, Optional<String> remedy) {
    return new Check(name, Status.JUDGED, detail, remedy);
  }

  static Check failed(String name, String detail, String remedy) {
    return new Check(name, Status.FAIL, detail, Optional.of(remedy));
  }

  static Check skipped(String name, String why) {
    return new Check(name, Status.SKIPPED, why, Optional.empty());
  }
}
