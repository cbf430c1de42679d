package icaconnect.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One line of a Condition element: operator, key and values. All lines of a statement must hold.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_multi-value-conditions.html
 *
 * @param spelling the operator as the policy spells it
 * @param operator empty when AWS knows no such operator
 * @param key as the policy spells it; keys are compared without regard to case
 */
record Condition(
    String spelling,
    Optional<Operator> operator,
    String key,
    String lowerKey,
    List<String> written,
    List<PolicyValue> values) {

  static List<Condition> read(JsonNode element, boolean variables) {
    var conditions = new ArrayList<Condition>();
    for (var block : element.properties()) {
      var operator = Operator.of(block.getKey());
      for (var line : block.getValue().properties()) {
        var written =
            PolicyDocument.listOf(line.getValue()).stream().map(JsonNode::asText).toList();
        conditions.add(
            new Condition(
                block.getKey(),
                operator,
                line.getKey(),
                line.getKey().toLowerCase(Locale.ROOT),
                written,
                written.stream().map(text -> PolicyValue.of(text, variables)).toList()));
      }
    }
    return List.copyOf(conditions);
  }

  Verdict holds(Request request) {
    return operator.isEmpty()
        ? Verdict.dependsOn(key)
        : holds(request.fact(lowerKey), operator.get(), request);
  }

  boolean isNull() {
    return operator.filter(Operator::isNull).isPresent();
  }

  /** Of a line with Null: whether it holds where the key is missing; else where it is there. */
  boolean asksFor(boolean absent) {
    return written.stream().anyMatch(value -> Boolean.parseBoolean(value) == absent);
  }

  /** Its values in this request, as far as they are known. */
  List<String> patterns(Request request) {
    var patterns = new ArrayList<String>();
    for (PolicyValue value : values) {
      if (value.resolve(request::fact) instanceof PolicyValue.Pattern text) {
        patterns.add(text.pattern());
      }
    }
    return patterns;
  }

  /** Whether this value is among those that the line lists. */
  Verdict lists(String actual, Request request) {
    return operator.isEmpty() || isNull()
        ? Verdict.DOES_NOT_APPLY
        : listed(actual, operator.get(), request);
  }

  /** Those of its values that the request's own meets, where it asks for one of them. */
  List<PolicyValue> metBy(Request request) {
    if (!(request.fact(lowerKey) instanceof Fact.Known known)
        || operator.isEmpty()
        || operator.get().negated()
        || isNull()) {
      return List.of();
    }
    return values.stream()
        .filter(value ->
            known.values().stream()
                .anyMatch(actual -> matches(value, actual, operator.get(), request).applies()))
        .toList();
  }

  /** Keys whose variables stand in its values. */
  boolean hasVariable(Predicate<String> keys) {
    return values.stream().anyMatch(value -> value.hasVariable(keys));
  }

  private Verdict holds(Fact fact, Operator op, Request request) {
    return switch (fact) {
      case Fact.Absent _ -> Verdict.of(op.isNull() ? asksFor(true) : holdsWhenAbsent(op));
      case Fact.Known known ->
          op.isNull() ? Verdict.of(asksFor(false)) : holds(known.values(), op, request);
      case Fact.Unknown unknown ->
          op.isNull() && unknown.present() ? Verdict.of(asksFor(false)) : Verdict.dependsOn(key);
      case Fact.Between _ -> op.isNull() ? Verdict.of(asksFor(false)) : Verdict.dependsOn(key);
      case Fact.OneOf either ->
          Verdict.consensus(
              either.cases().stream().map(one -> holds(one, op, request)).toList(), key);
    };
  }

  /**
   * A missing key makes negated operators true, and all others false unless IfExists is there.
   * ForAnyValue finds no value then, and IfExists does not help.
   * https://repost.aws/questions/QU9HFmDzP0QGuU-fd7rS6B7w/foranyvalue-stringequalsifexists-behaving-unexpectedly
   */
  static boolean holdsWhenAbsent(Operator op) {
    return switch (op.quantifier()) {
      case FOR_ALL -> true;
      case FOR_ANY -> false;
      case NONE -> op.ifExists() || op.negated();
    };
  }

  private Verdict holds(List<String> actual, Operator op, Request request) {
    Verdict all = Verdict.APPLIES;
    Verdict any = Verdict.DOES_NOT_APPLY;
    for (String value : actual) {
      Verdict one = listed(value, op, request);
      if (op.negated()) {
        one = one.not();
      }
      all = all.and(one);
      any = any.or(one);
    }
    // Without a qualifier a negated operator means that no value is listed.
    boolean every =
        op.quantifier() == Operator.Quantifier.FOR_ALL
            || (op.quantifier() == Operator.Quantifier.NONE && op.negated());
    return every ? all : any;
  }

  private Verdict listed(String actual, Operator op, Request request) {
    Verdict listed = Verdict.DOES_NOT_APPLY;
    for (PolicyValue value : values) {
      listed = listed.or(matches(value, actual, op, request));
      if (listed.applies()) {
        break;
      }
    }
    return listed;
  }

  private Verdict matches(PolicyValue value, String actual, Operator op, Request request) {
    if (value.fixed() != null) {
      return matches(value.fixed(), actual, op);
    }
    return switch (value.resolve(request::fact)) {
      case PolicyValue.Pattern text -> matches(text.pattern(), actual, op);
      case PolicyValue.NoValue _ -> Verdict.DOES_NOT_APPLY;
      case PolicyValue.Undecided undecided -> Verdict.dependsOn(undecided.key());
    };
  }

  private Verdict matches(String pattern, String actual, Operator op) {
    try {
      return Verdict.of(op.comparison().matches(pattern, actual));
    } catch (IllegalArgumentException notOfTheOperatorsType) {
      return Verdict.dependsOn(key);
    }
  }
}
