package icaconnect.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A value as a policy writes it: literal text, wildcards, and variables such as {@code
 * ${aws:username}} with optional defaults. Rules:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
final class PolicyValue {
  private final List<Part> parts;
  private final @Nullable String fixed;

  private PolicyValue(List<Part> parts) {
    this.parts = parts;
    this.fixed =
        parts.size() == 1 && parts.getFirst() instanceof Literal literal ? literal.pattern() : null;
  }

  private sealed interface Part {}

  private record Literal(String pattern) implements Part {}

  /**
   * @param key in lower case
   * @param spelling the key as the policy spells it
   */
  private record Variable(String key, String spelling, Optional<String> standard) implements Part {}

  /** What a value is for one request. */
  sealed interface Resolved {}

  /**
   * @param pattern text in which {@link Wildcard#ANY} and {@link Wildcard#ONE} are the wildcards
   */
  record Pattern(String pattern) implements Resolved {}

  /** A variable has no value, and nothing equals it. */
  record NoValue() implements Resolved {}

  /**
   * @param key as the policy spells it, for people
   */
  record Undecided(String key) implements Resolved {}

  /** Reads a value; policies of version 2008-10-17 have no variables. */
  static PolicyValue of(String text, boolean variables) {
    if (!variables || !text.contains("${")) {
      return new PolicyValue(List.of(new Literal(wildcards(text))));
    }
    var parts = new ArrayList<Part>();
    int at = 0;
    for (int open = text.indexOf("${"); open >= 0; open = text.indexOf("${", at)) {
      int close = text.indexOf('}', open);
      if (close < 0) {
        break;
      }
      literal(parts, wildcards(text.substring(at, open)));
      parts.add(variable(text.substring(open + 2, close)));
      at = close + 1;
    }
    literal(parts, wildcards(text.substring(at)));
    return new PolicyValue(joined(parts));
  }

  /** The pattern, where it is the same for every request; else null. */
  @Nullable String fixed() {
    return fixed;
  }

  /** Whether a variable of such a key, in lower case, stands in it. */
  boolean hasVariable(Predicate<String> keys) {
    return parts.stream()
        .anyMatch(part -> part instanceof Variable variable && keys.test(variable.key()));
  }

  /** Whether a star or a question mark stands in what it says itself. */
  boolean hasWildcard() {
    return parts.stream()
        .anyMatch(part ->
            part instanceof Literal literal
                && (literal.pattern().indexOf(Wildcard.ANY) >= 0
                    || literal.pattern().indexOf(Wildcard.ONE) >= 0));
  }

  Resolved resolve(Function<String, Fact> facts) {
    if (fixed != null) {
      return new Pattern(fixed);
    }
    var text = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Literal literal -> text.append(literal.pattern());
        case Variable variable -> {
          switch (facts.apply(variable.key())) {
            case Fact.Known known when known.values().size() == 1 ->
                text.append(known.values().getFirst());
            case Fact.Absent _ when variable.standard().isPresent() ->
                text.append(variable.standard().get());
            case Fact.Absent _, Fact.Known _ -> {
              return new NoValue();
            }
            case Fact.Unknown _, Fact.OneOf _, Fact.Between _ -> {
              return new Undecided(variable.spelling());
            }
          }
        }
      }
    }
    return new Pattern(text.toString());
  }

  /** The pattern of all that the value may be: what is undecided may be any text. */
  String widest(Function<String, Fact> facts) {
    var text = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Literal literal -> text.append(literal.pattern());
        case Variable variable ->
            text.append(
                facts.apply(variable.key()) instanceof Fact.Known known
                        && known.values().size() == 1
                    ? known.values().getFirst()
                    : String.valueOf(Wildcard.ANY));
      }
    }
    return text.toString();
  }

  private static Part variable(String inside) {
    if (inside.equals("*") || inside.equals("?") || inside.equals("$")) {
      return new Literal(inside);
    }
    String[] halves = inside.split(",", 2);
    String spelling = halves[0].strip();
    String key = spelling.toLowerCase(Locale.ROOT);
    if (halves.length == 1) {
      return new Variable(key, spelling, Optional.empty());
    }
    String standard = halves[1].strip();
    boolean quoted = standard.length() >= 2 && standard.startsWith("'") && standard.endsWith("'");
    return new Variable(
        key,
        spelling,
        Optional.of(quoted ? standard.substring(1, standard.length() - 1) : standard));
  }

  private static void literal(List<Part> parts, String text) {
    if (!text.isEmpty()) {
      parts.add(new Literal(text));
    }
  }

  private static List<Part> joined(List<Part> parts) {
    if (parts.stream().allMatch(Literal.class::isInstance)) {
      var text = new StringBuilder();
      parts.forEach(part -> text.append(((Literal) part).pattern()));
      return List.of(new Literal(text.toString()));
    }
    return List.copyOf(parts);
  }

  private static String wildcards(String text) {
    return text.replace('*', Wildcard.ANY).replace('?', Wildcard.ONE);
  }
}
