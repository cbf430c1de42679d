package icaconnect.report;

import icaconnect.code.Code;
import java.util.Optional;

/**
 * What is left of a limit of AWS, said while there is still something left.
 *
 * @param used of the limit, once all is written
 * @param unit such as "bytes"
 */
public record Room(String document, int used, int limit, String unit) {
  /** A share of a limit below which somebody should know. */
  private static final int TENTH = 10;

  /** A warning where little is left; what does not fit at all is refused elsewhere. */
  public Optional<Finding> warning() {
    int left = limit - used;
    return left > limit / TENTH
        ? Optional.empty()
        : Optional.of(
            Finding.warning(
                Code.DOCUMENT_NEARLY_FULL,
                document
                    + " has "
                    + used
                    + " of at most "
                    + limit
                    + " "
                    + unit
                    + (left < 0 ? "." : ", so " + left + " are left for whatever comes next."),
                "Join or shorten what is in it before somebody needs the room."));
  }
}
