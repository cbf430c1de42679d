package icaconnect.cli.doctor;

/**
 * One thing that was looked at.
 *
 * @param next what to do about it; empty where there is nothing to do
 */
public record Line(Verdict verdict, String what, String found, String next) {
  /** How it is. */
  public enum Verdict {
    GOOD,
    /** Works, and somebody should know. */
    NOTE,
    BAD,
    /** Could not be looked at. */
    UNKNOWN
  }

  static Line good(String what, String found) {
    return new Line(Verdict.GOOD, what, found, "");
  }

  static Line note(String what, String found, String next) {
    return new Line(Verdict.NOTE, what, found, next);
  }

  static Line bad(String what, String found, String next) {
    return new Line(Verdict.BAD, what, found, next);
  }

  static Line unknown(String what, String why, String next) {
    return new Line(Verdict.UNKNOWN, what, why, next);
  }
}
