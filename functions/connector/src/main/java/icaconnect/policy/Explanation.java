package icaconnect.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Says in a few words what a statement is and when it applies. */
public final class Explanation {
  private static final int SHOWN = 3;

  private static final Map<String, String> RELATIONS =
      Map.ofEntries(
          Map.entry("NumericLessThan", "is below"),
          Map.entry("NumericLessThanEquals", "is at most"),
          Map.entry("NumericGreaterThan", "is above"),
          Map.entry("NumericGreaterThanEquals", "is at least"),
          Map.entry("DateLessThan", "is before"),
          Map.entry("DateLessThanEquals", "is not after"),
          Map.entry("DateGreaterThan", "is after"),
          Map.entry("DateGreaterThanEquals", "is not before"),
          Map.entry("IpAddress", "is within"),
          Map.entry("NotIpAddress", "is outside"));

  private Explanation() {}

  /** Its Sid where it has one, and its place. */
  public static String name(Statement statement) {
    String place = "/Statement/" + statement.index();
    return statement
        .sid()
        .map(sid -> "Statement \"" + sid + "\" (" + place + ")")
        .orElse("Statement " + place);
  }

  /** When it applies, as far as its elements say: whom and what it leaves out, its conditions. */
  public static String reason(Statement statement) {
    return reason(statement, "ICA");
  }

  /** The same, which of those that its Principal names it is that matter. */
  public static String reason(Obstacle obstacle) {
    var named = new TreeSet<String>();
    obstacle.principals().forEach(principal -> named.addAll(principal.names()));
    var element = obstacle.statement().principal();
    named.retainAll(element.aws());
    if (obstacle.principals().stream().anyMatch(element::excepts)) {
      return reason(obstacle.statement(), "ICA, which has a permissions boundary");
    }
    return named.isEmpty()
        ? reason(obstacle.statement())
        : reason(obstacle.statement(), "ICA", named);
  }

  /** The same of somebody else whom it denies. */
  public static String reason(Statement statement, String whom) {
    return reason(statement, whom, named(statement));
  }

  private static String reason(Statement statement, String whom, Set<String> named) {
    var reasons = new ArrayList<String>();
    if (statement.principal().negated()) {
      reasons.add("its NotPrincipal does not spare " + whom);
    } else if (!statement.principal().everyone() && !named.isEmpty()) {
      reasons.add("its Principal names " + some(named));
    }
    if (statement.notAction()) {
      reasons.add("it is about all actions but " + listed(statement, "NotAction"));
    }
    if (statement.notResource()) {
      reasons.add("it is about all resources but " + listed(statement, "NotResource"));
    }
    statement.conditions().forEach(condition -> reasons.add(line(condition)));
    return reasons.isEmpty() ? "it has no condition" : String.join(" and ", reasons);
  }

  private static Set<String> named(Statement statement) {
    var texts = new LinkedHashSet<String>();
    JsonNode element = statement.json().path("Principal");
    for (JsonNode kind : element.isObject() ? element : List.of(element)) {
      PolicyDocument.listOf(kind).forEach(item -> texts.add(item.asText()));
    }
    return texts;
  }

  /** What it lists under that name. */
  public static String listed(Statement statement, String element) {
    var texts = new LinkedHashSet<String>();
    PolicyDocument.listOf(statement.json().path(element)).forEach(item -> texts.add(item.asText()));
    return some(texts);
  }

  /** A few of these, and how many more there are. */
  public static String some(Set<String> texts) {
    if (texts.size() <= SHOWN + 1) {
      return and(List.copyOf(texts));
    }
    return String.join(", ", texts.stream().limit(SHOWN).toList())
        + " and "
        + (texts.size() - SHOWN)
        + " more";
  }

  public static String and(List<String> texts) {
    int last = texts.size() - 1;
    return last < 1
        ? String.join("", texts)
        : String.join(", ", texts.subList(0, last)) + " and " + texts.get(last);
  }

  /** When a line of a Condition element holds. */
  static String line(Condition condition) {
    if (condition.operator().isEmpty()) {
      return condition.spelling() + " of " + condition.key();
    }
    Operator operator = condition.operator().get();
    if (operator.isNull()) {
      return condition.key() + presence(condition);
    }
    if (condition.written().isEmpty()) {
      return condition.spelling() + " of " + condition.key() + " lists no value";
    }
    return condition.key()
        + (Condition.holdsWhenAbsent(operator) ? " is missing or " : " ")
        + relation(operator)
        + " "
        + values(condition.written());
  }

  private static String presence(Condition condition) {
    boolean missing = condition.asksFor(true);
    boolean there = condition.asksFor(false);
    if (missing && there) {
      return " is missing or is present";
    }
    return missing ? " is missing" : there ? " is present" : " is neither missing nor present";
  }

  /** What holds of the key's value, or of which of its values. */
  private static String relation(Operator operator) {
    String relation = RELATIONS.getOrDefault(operator.name(), operator.negated() ? "is not" : "is");
    return switch (operator.quantifier()) {
      case NONE -> relation;
      case FOR_ANY -> "has a value that " + relation;
      case FOR_ALL ->
          relation.equals("is not") ? "none of its values is" : "each of its values " + relation;
    };
  }

  private static String values(List<String> values) {
    return values.size() == 1 ? values.getFirst() : "one of " + some(new LinkedHashSet<>(values));
  }
}
