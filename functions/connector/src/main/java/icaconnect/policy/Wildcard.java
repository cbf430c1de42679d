package icaconnect.policy;

import java.util.BitSet;

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
    return coverage(pattern, reachedBy(pattern, start), 0);
  }

  /** The same of those that do not end with the start. */
  static Coverage coverageBeyond(String pattern, String start) {
    return coverage(pattern, reachedBy(pattern, start), 1);
  }

  /**
   * All goes on in any way if no letter of the pattern need come, and every length is matched from
   * some place: a number of characters exactly, or, where a star is left, at least.
   *
   * @param shortest how many characters go on at least
   */
  private static Coverage coverage(String pattern, boolean[] reached, int shortest) {
    var exactly = new BitSet();
    int atLeast = Integer.MAX_VALUE;
    boolean some = shortest == 0 && reached[pattern.length()];
    int ones = 0;
    boolean any = false;
    boolean free = true;
    for (int p = pattern.length(); p >= 0; p--) {
      if (p < pattern.length()) {
        char c = pattern.charAt(p);
        ones += c == ONE ? 1 : 0;
        any |= c == ANY;
        free &= c == ONE || c == ANY;
        some |= reached[p];
      }
      if (reached[p] && free && any) {
        atLeast = Math.min(atLeast, ones);
      } else if (reached[p] && free) {
        exactly.set(ones);
      }
    }
    return exactly.nextClearBit(shortest) >= atLeast
        ? Coverage.ALL
        : some ? Coverage.SOME : Coverage.NONE;
  }

  /**
   * Whether some text matches both.
   *
   * @param never what the wildcards of the second do not stand for
   */
  static boolean meet(String pattern, String form, char never) {
    var reached = new boolean[pattern.length() + 1][form.length() + 1];
    reached[0][0] = true;
    for (int p = 0; p <= pattern.length(); p++) {
      for (int f = 0; f <= form.length(); f++) {
        if (reached[p][f]) {
          step(pattern, form, never, reached, p, f);
        }
      }
    }
    return reached[pattern.length()][form.length()];
  }

  private static void step(
      String pattern, String form, char never, boolean[][] reached, int p, int f) {
    char one = p < pattern.length() ? pattern.charAt(p) : 0;
    char other = f < form.length() ? form.charAt(f) : 0;
    boolean both = p < pattern.length() && f < form.length();
    if (p < pattern.length() && one == ANY) {
      reached[p + 1][f] = true;
    }
    if (f < form.length() && other == ANY) {
      reached[p][f + 1] = true;
    }
    if (both && one == ANY && other != ANY) {
      reached[p][f + 1] = true;
    } else if (both && other == ANY && one != ANY && one != never) {
      reached[p + 1][f] = true;
    } else if (both && one != ANY && other != ANY) {
      reached[p + 1][f + 1] |= one == other || one == ONE || (other == ONE && one != never);
    }
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
