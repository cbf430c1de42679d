package icaconnect.evidence;

/**
 * A policy is other people's text, and a terminal obeys control characters: they are shown, not
 * sent, and so are marks that turn the direction of writing.
 */
public final class Harmless {
  private Harmless() {}

  /** As {@link #of}, on one line: whoever writes a line feed writes no line of ours. */
  public static String line(String text) {
    return of(text).replace("\n", "\\n");
  }

  public static String of(String text) {
    var safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          int type = Character.getType(c);
          boolean harmful =
              type == Character.CONTROL
                  || type == Character.FORMAT
                  || type == Character.LINE_SEPARATOR
                  || type == Character.PARAGRAPH_SEPARATOR
                  || type == Character.SURROGATE;
          if (harmful && c != '\n') {
            safe.append(String.format("\\u%04x", c));
          } else {
            safe.appendCodePoint(c);
          }
        });
    return safe.toString();
  }
}
