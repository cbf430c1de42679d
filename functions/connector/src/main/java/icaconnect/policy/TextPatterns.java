package icaconnect.policy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Finds a text for every set of patterns that some text matches while it matches no other pattern:
 * walks through all patterns at once, character by character, and remembers where it has been.
 */
final class TextPatterns {
  /** Places to have been at: more than any real policy makes, and some milliseconds' work. */
  static final int MOST_PLACES = 4_000;

  private static final String SELDOM = "\u00b7\u00a7\u00b6\u2020\u2021\u2042";

  /** How a pattern is matched, see {@link Comparison}. */
  enum Kind {
    EXACT,
    IGNORING_CASE,
    LIKE,
    ARN
  }

  /**
   * @param text with {@link Wildcard} characters
   */
  record Pattern(Kind kind, String text) {
    boolean isOneText() {
      return kind == Kind.EXACT
          || (kind != Kind.IGNORING_CASE
              && text.indexOf(Wildcard.ANY) < 0
              && text.indexOf(Wildcard.ONE) < 0);
    }
  }

  /**
   * One step of a pattern.
   *
   * @param any it stands for any number of characters
   * @param character what it stands for; 0 for any
   * @param colons whether a colon is among any
   */
  private record Step(boolean any, char character, boolean caseless, boolean colons) {
    boolean takes(char c) {
      if (character == 0) {
        return colons || c != ':';
      }
      return c == character
          || (caseless
              && (Character.toLowerCase(c) == Character.toLowerCase(character)
                  || Character.toUpperCase(c) == Character.toUpperCase(character)));
    }
  }

  private final List<Step> steps = new ArrayList<>();
  private final List<Integer> ends = new ArrayList<>();
  private final char other;

  private TextPatterns(List<Pattern> patterns) {
    var used = new HashSet<Character>();
    for (Pattern pattern : patterns) {
      pattern.text().chars().forEach(c -> used.add((char) c));
      add(pattern);
    }
    this.other =
        (char)
            SELDOM
                .chars()
                .filter(c -> !used.contains((char) c))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("odd characters"));
  }

  /**
   * @param like what every text has to match besides
   * @return empty where there are more places than {@link #MOST_PLACES}
   */
  static Optional<List<String>> examples(List<Pattern> patterns, Optional<String> like) {
    if (like.isEmpty() && patterns.stream().allMatch(Pattern::isOneText)) {
      return Optional.of(listed(patterns));
    }
    var all = new ArrayList<>(new LinkedHashSet<>(patterns));
    like.ifPresent(form ->
        all.addFirst(
            new Pattern(Kind.LIKE, Objects.requireNonNull(PolicyValue.of(form, false).fixed()))));
    return new TextPatterns(all).walk(like.isPresent());
  }

  /** Each of these, and something else. */
  private static List<String> listed(List<Pattern> patterns) {
    var texts = new LinkedHashSet<String>();
    patterns.forEach(pattern -> {
      if (pattern.kind() == Kind.ARN && pattern.text().split(":", 6).length < 6) {
        throw new IllegalArgumentException("not an ARN");
      }
      texts.add(Comparison.literal(pattern.text()));
    });
    String something = "something else";
    while (texts.contains(something)) {
      something += "!";
    }
    texts.add(something);
    return List.copyOf(texts);
  }

  private void add(Pattern pattern) {
    String text = pattern.text();
    boolean arn = pattern.kind() == Kind.ARN;
    boolean wild = arn || pattern.kind() == Kind.LIKE;
    if (arn && !text.equals(String.valueOf(Wildcard.ANY)) && text.split(":", 6).length < 6) {
      throw new IllegalArgumentException("not an ARN");
    }
    boolean caseless = pattern.kind() == Kind.IGNORING_CASE;
    int colons = arn && text.length() > 1 ? 0 : 5;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean any = wild && c == Wildcard.ANY;
      boolean one = wild && c == Wildcard.ONE;
      char literal = c == Wildcard.ANY ? '*' : c == Wildcard.ONE ? '?' : c;
      steps.add(new Step(any, any || one ? 0 : literal, caseless, colons >= 5));
      colons += c == ':' ? 1 : 0;
    }
    ends.add(steps.size());
    steps.add(null);
  }

  private record Place(BitSet at, String text) {}

  private Optional<List<String>> walk(boolean firstIsRequired) {
    var found = new LinkedHashMap<BitSet, String>();
    Map<BitSet, Boolean> seen = new HashMap<>();
    var ahead = new ArrayDeque<Place>();
    var start = new BitSet();
    int begin = 0;
    for (int end : ends) {
      reach(start, begin);
      begin = end + 1;
    }
    ahead.add(new Place(start, ""));
    while (!ahead.isEmpty()) {
      Place place = ahead.remove();
      BitSet matched = matched(place.at());
      if (!firstIsRequired || matched.get(0)) {
        found.putIfAbsent(matched, place.text());
      }
      for (char c : next(place.at())) {
        BitSet at = after(place.at(), c);
        if (seen.put(at, true) == null) {
          if (seen.size() > MOST_PLACES) {
            return Optional.empty();
          }
          ahead.add(new Place(at, place.text() + c));
        }
      }
    }
    return Optional.of(List.copyOf(found.values()));
  }

  private BitSet matched(BitSet at) {
    var matched = new BitSet();
    for (int i = 0; i < ends.size(); i++) {
      matched.set(i, at.get(ends.get(i)));
    }
    return matched;
  }

  /** The characters that lead to different places from here. */
  private Set<Character> next(BitSet at) {
    var characters = new LinkedHashSet<Character>();
    characters.add(other);
    for (int i = at.nextSetBit(0); i >= 0; i = at.nextSetBit(i + 1)) {
      Step step = steps.get(i);
      if (step != null && step.character() != 0) {
        characters.add(step.character());
        if (step.caseless()) {
          characters.add(Character.toLowerCase(step.character()));
          characters.add(Character.toUpperCase(step.character()));
        }
      } else if (step != null && !step.colons()) {
        characters.add(':');
      }
    }
    return characters;
  }

  private BitSet after(BitSet at, char c) {
    var next = new BitSet();
    for (int i = at.nextSetBit(0); i >= 0; i = at.nextSetBit(i + 1)) {
      Step step = steps.get(i);
      if (step != null && step.takes(c)) {
        reach(next, step.any() ? i : i + 1);
      }
    }
    return next;
  }

  private void reach(BitSet places, int from) {
    int at = from;
    places.set(at);
    while (steps.get(at) != null && steps.get(at).any()) {
      places.set(++at);
    }
  }
}
