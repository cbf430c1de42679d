package icaconnect.lambda;

/** A text that goes through states, messages or logs, none of which takes any length. */
public final class Shortened {
  private Shortened() {}

  /**
   * The text itself, or its beginning with an ellipsis behind; no character is cut in two.
   *
   * @param characters how many of it at most, as {@link String#length} counts them
   */
  public static String to(int characters, String text) {
    if (text.length() <= characters) {
      return text;
    }
    boolean between = characters > 0 && Character.isHighSurrogate(text.charAt(characters - 1));
    return text.substring(0, between ? characters - 1 : characters) + "…";
  }
}
