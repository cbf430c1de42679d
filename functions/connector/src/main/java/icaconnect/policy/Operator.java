package icaconnect.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A condition operator with its set qualifier and IfExists.
 *
 * @param name without qualifier and suffix, as AWS spells it
 * @param comparison null for {@code Null}, which looks at presence only
 */
record Operator(
    String name, Comparison comparison, boolean negated, Quantifier quantifier, boolean ifExists) {
  /** What an operator takes values for. */
  enum Type {
    TEXT,
    BOOL,
    NUMBER,
    DATE,
    IP,
    BINARY
  }

  /** How an operator treats keys with several values. */
  enum Quantifier {
    NONE(""),
    FOR_ALL("ForAllValues:"),
    FOR_ANY("ForAnyValue:");

    private final String prefix;

    Quantifier(String prefix) {
      this.prefix = prefix;
    }
  }

  private static final String IF_EXISTS = "ifexists";
  private static final String NULL = "Null";
  private static final Map<String, Operator> PLAIN = new HashMap<>();

  static {
    pair("StringEquals", "StringNotEquals", Comparison::exact);
    pair("StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", Comparison::ignoringCase);
    pair("StringLike", "StringNotLike", Wildcard::matches);
    pair("ArnEquals", "ArnNotEquals", Comparison::arn);
    pair("ArnLike", "ArnNotLike", Comparison::arn);
    pair("NumericEquals", "NumericNotEquals", Comparison.number(order -> order == 0));
    plain("NumericLessThan", Comparison.number(order -> order < 0));
    plain("NumericLessThanEquals", Comparison.number(order -> order <= 0));
    plain("NumericGreaterThan", Comparison.number(order -> order > 0));
    plain("NumericGreaterThanEquals", Comparison.number(order -> order >= 0));
    pair("DateEquals", "DateNotEquals", Comparison.date(order -> order == 0));
    plain("DateLessThan", Comparison.date(order -> order < 0));
    plain("DateLessThanEquals", Comparison.date(order -> order <= 0));
    plain("DateGreaterThan", Comparison.date(order -> order > 0));
    plain("DateGreaterThanEquals", Comparison.date(order -> order >= 0));
    plain("Bool", Comparison::ignoringCase);
    plain("BinaryEquals", Comparison::binary);
    pair("IpAddress", "NotIpAddress", Comparison::ipAddress);
    plain(NULL, Operator::never);
  }

  /** The operator of this spelling; empty when AWS has none, which makes its outcome unknown. */
  static Optional<Operator> of(String spelling) {
    String rest = spelling.toLowerCase(Locale.ROOT);
    Quantifier quantifier = Quantifier.NONE;
    for (Quantifier each : Quantifier.values()) {
      if (each != Quantifier.NONE && rest.startsWith(each.prefix.toLowerCase(Locale.ROOT))) {
        quantifier = each;
        rest = rest.substring(each.prefix.length());
      }
    }
    boolean ifExists = rest.endsWith(IF_EXISTS);
    if (ifExists) {
      rest = rest.substring(0, rest.length() - IF_EXISTS.length());
    }
    Operator plain = PLAIN.get(rest);
    return plain == null
        ? Optional.empty()
        : Optional.of(
            new Operator(plain.name, plain.comparison, plain.negated, quantifier, ifExists));
  }

  /** "Null" asks whether a key is there, and compares nothing. */
  private static boolean never(String pattern, String actual) {
    throw new IllegalStateException(NULL + " compares nothing");
  }

  /** All that AWS knows, without qualifier and suffix. */
  static List<String> names() {
    return PLAIN.values().stream().map(Operator::name).toList();
  }

  boolean isNull() {
    return name.equals(NULL);
  }

  Type type() {
    if (name.startsWith("Numeric")) {
      return Type.NUMBER;
    }
    if (name.startsWith("Date")) {
      return Type.DATE;
    }
    return switch (name) {
      case "Bool" -> Type.BOOL;
      case "IpAddress", "NotIpAddress" -> Type.IP;
      case "BinaryEquals" -> Type.BINARY;
      default -> Type.TEXT;
    };
  }

  /** Whether a listed ARN is one that the condition spares. */
  boolean sparesListedArns() {
    return negated && (name.startsWith("Arn") || name.startsWith("String"));
  }

  /** Whether stars and question marks in its values are wildcards. */
  boolean matchesPatterns() {
    return name.startsWith("Arn") || name.endsWith("Like");
  }

  private static void pair(String name, String opposite, Comparison comparison) {
    plain(name, comparison);
    put(new Operator(opposite, comparison, true, Quantifier.NONE, false));
  }

  private static void plain(String name, Comparison comparison) {
    put(new Operator(name, comparison, false, Quantifier.NONE, false));
  }

  private static void put(Operator operator) {
    PLAIN.put(operator.name.toLowerCase(Locale.ROOT), operator);
  }
}
