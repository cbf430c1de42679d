package icaconnect.policy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

  /** The same of somebody else whom it denies. */
  public static String reason(Statement statement, String whom) {
    var reasons = new ArrayList<String>();
    if (statement.principal().negated()) {
      reasons.add("its NotPrincipal does not spare " + whom);
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

  private static String line(Condition condition) {
    if (condition.operator().isEmpty()) {
      return condition.spelling() + " of " + condition.key();
    }
    Operator operator = condition.operator().get();
    if (operator.isNull()) {
      return condition.key()
          + (condition.written().contains("true") ? " is missing" : " is present");
    }
    boolean orMissing = operator.ifExists() || operator.negated();
    return condition.key()
        + (orMissing ? " is missing or " : " ")
        + RELATIONS.getOrDefault(operator.name(), operator.negated() ? "is not" : "is")
        + " "
        + values(condition.written());
  }

  private static String values(List<String> values) {
    return values.size() == 1 ? values.getFirst() : "one of " + some(new LinkedHashSet<>(values));
  }
}
