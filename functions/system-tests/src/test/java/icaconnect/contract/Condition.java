package icaconnect.contract;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition of DynamoDB, as far as the definitions use them: comparisons of texts and numbers,
 * {@code attribute_exists}, {@code attribute_not_exists}, AND, OR and parentheses. A comparison
 * with an attribute that is not there is false.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 */
final class Condition {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(attribute_not_exists|attribute_exists|AND|OR|<>|<=|>=|[()<>=]|[:#]?\\w+)");

  /**
   * The registry's attributes that DynamoDB takes by a {@code #name} only.
   * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ReservedWords.html
   */
  private static final Set<String> RESERVED = Set.of("bucket", "region", "state");

  private final Matcher tokens;
  private final Map<String, Object> item;
  private final Map<String, Object> values;
  private String token;

  private Condition(String text, Map<String, Object> item, Map<String, Object> values) {
    this.tokens = TOKEN.matcher(text);
    this.item = item;
    this.values = values;
    advance();
  }

  /**
   * @param item attributes by name: texts and longs
   * @param values by placeholder, such as {@code :me}
   */
  static boolean holds(String text, Map<String, Object> item, Map<String, Object> values) {
    var condition = new Condition(text, item, values);
    boolean holds = condition.or();
    if (condition.token != null) {
      throw new IllegalArgumentException("at " + condition.token + " of " + text);
    }
    return holds;
  }

  private boolean or() {
    boolean holds = and();
    while (takes("OR")) {
      holds |= and();
    }
    return holds;
  }

  private boolean and() {
    boolean holds = one();
    while (takes("AND")) {
      holds &= one();
    }
    return holds;
  }

  private boolean one() {
    if (takes("(")) {
      boolean holds = or();
      expect(")");
      return holds;
    }
    if (takes("attribute_exists")) {
      return item.containsKey(inParentheses());
    }
    if (takes("attribute_not_exists")) {
      return !item.containsKey(inParentheses());
    }
    Object left = operand();
    String operator = next();
    Object right = operand();
    if (left == null || right == null) {
      return false;
    }
    return switch (operator) {
      case "=" -> left.equals(right);
      case "<>" -> !left.equals(right);
      case "<" -> (long) left < (long) right;
      case ">" -> (long) left > (long) right;
      case "<=" -> (long) left <= (long) right;
      case ">=" -> (long) left >= (long) right;
      default -> throw new IllegalArgumentException(operator);
    };
  }

  private String inParentheses() {
    expect("(");
    String name = next();
    expect(")");
    return name;
  }

  private Object operand() {
    String name = next();
    if (name.startsWith(":") && !values.containsKey(name)) {
      throw new IllegalArgumentException("no value for " + name);
    }
    return name.startsWith(":") ? values.get(name) : item.get(name);
  }

  private boolean takes(String wanted) {
    if (!wanted.equals(token)) {
      return false;
    }
    advance();
    return true;
  }

  private void expect(String wanted) {
    if (!takes(wanted)) {
      throw new IllegalArgumentException(wanted + " wanted, not " + token);
    }
  }

  private String next() {
    String taken = token;
    advance();
    return taken;
  }

  private void advance() {
    token = tokens.lookingAt() ? tokens.group(1) : null;
    if (token != null && RESERVED.contains(token)) {
      throw new IllegalArgumentException("a reserved word: " + token);
    }
    if (token != null) {
      tokens.region(tokens.end(), tokens.regionEnd());
    } else if (tokens.regionStart() != tokens.regionEnd()) {
      throw new IllegalArgumentException("cannot be read from " + tokens.regionStart());
    }
  }
}
