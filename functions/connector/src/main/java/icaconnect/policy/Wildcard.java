package icaconnect.policy;

/**
 * Matches the wildcards of the policy language: any characters, and any single character. They
 * stand in a pattern as two characters of Unicode's private use area, so that a literal star can
 * stay one.
 */
final class Wildcard {
  static final char ANY = '\uE000';
  static final char ONE = '\uE001';

  private Wildcard() {}

  /** How much of all that starts with a text a pattern matches. */
  enum Coverage {
    ALL,
    SOME,
    NONE
  }

  /** Greedy with one point of return: time is at most the product of the two lengths. */
  static boolean matches(String pattern, String text) {
    int p = 0;
    int t = 0;
    int afterAny = -1;
    int resume = 0;
    while (t < text.length()) {
      char c = p < pattern.length() ? pattern.charAt(p) : 0;
      if (p < pattern.length() && c == ANY) {
        afterAny = ++p;
        resume = t;
      } else if (p < pattern.length() && (c == ONE || c == text.charAt(t))) {
        p++;
        t++;
      } else if (afterAny >= 0) {
        p = afterAny;
        t = ++resume;
      } else {
        return false;
      }
    }
    return onlyAny(pattern, p);
  }

  /** What of all texts that start with this one the pattern matches. */
  static Coverage coverage(String pattern, String start) {
    int any = pattern.indexOf(ANY);
    if (pattern.indexOf(ONE) < 0 && (any < 0 || any == pattern.length() - 1)) {
      return simple(any < 0 ? pattern : pattern.substring(0, any), any >= 0, start);
    }
    boolean[] reached = reachedBy(pattern, start);
    boolean some = false;
    for (int p = 0; p <= pattern.length(); p++) {
      if (reached[p]) {
        if (p < pattern.length() && onlyAny(pattern, p)) {
          return Coverage.ALL;
        }
        some = true;
      }
    }
    return some ? Coverage.SOME : Coverage.NONE;
  }

  /** The same of those that do not end with the start. */
  static Coverage coverageBeyond(String pattern, String start) {
    boolean[] reached = reachedBy(pattern, start);
    boolean some = false;
    for (int p = 0; p < pattern.length(); p++) {
      if (reached[p]) {
        if (isAnyButNone(pattern, p)) {
          return Coverage.ALL;
        }
        some = true;
      }
    }
    return some ? Coverage.SOME : Coverage.NONE;
  }

  /** Whether the rest is any text, or any text but the empty one. */
  private static boolean isAnyButNone(String pattern, int from) {
    int ones = 0;
    int anys = 0;
    for (int p = from; p < pattern.length(); p++) {
      ones += pattern.charAt(p) == ONE ? 1 : 0;
      anys += pattern.charAt(p) == ANY ? 1 : 0;
    }
    return anys > 0 && ones <= 1 && ones + anys == pattern.length() - from;
  }

  private static Coverage simple(String literal, boolean open, String start) {
    if (open && start.startsWith(literal)) {
      return Coverage.ALL;
    }
    return literal.startsWith(start) ? Coverage.SOME : Coverage.NONE;
  }

  /** The places in the pattern where one may be after reading the whole text. */
  private static boolean[] reachedBy(String pattern, String text) {
    boolean[] now = new boolean[pattern.length() + 1];
    now[0] = true;
    passOverAny(pattern, now);
    for (int t = 0; t < text.length(); t++) {
      boolean[] next = new boolean[pattern.length() + 1];
      for (int p = 0; p < pattern.length(); p++) {
        char c = pattern.charAt(p);
        if (now[p] && c == ANY) {
          next[p] = true;
        } else if (now[p] && (c == ONE || c == text.charAt(t))) {
          next[p + 1] = true;
        }
      }
      passOverAny(pattern, next);
      now = next;
    }
    return now;
  }

  private static void passOverAny(String pattern, boolean[] places) {
    for (int p = 0; p < pattern.length(); p++) {
      if (places[p] && pattern.charAt(p) == ANY) {
        places[p + 1] = true;
      }
    }
  }

  private static boolean onlyAny(String pattern, int from) {
    for (int p = from; p < pattern.length(); p++) {
      if (pattern.charAt(p) != ANY) {
        return false;
      }
    }
    return true;
  }
}
