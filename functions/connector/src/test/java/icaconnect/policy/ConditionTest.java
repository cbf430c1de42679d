package icaconnect.policy;

import static icaconnect.policy.Fact.ABSENT;
import static icaconnect.policy.Fact.PRESENT;
import static icaconnect.policy.Fact.UNKNOWN;
import static icaconnect.policy.Fact.known;
import static icaconnect.policy.Fact.oneOf;
import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.lambda.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {
  @ParameterizedTest(name = "{0} {1} of {2}: {3}")
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "StringEquals, 'a', a, APPLIES",
        "StringEquals, 'A', a, DOES_NOT_APPLY",
        "StringEquals, 'a*', ab, DOES_NOT_APPLY",
        "StringEqualsIgnoreCase, 'A', a, APPLIES",
        "StringNotEqualsIgnoreCase, 'A', a, DOES_NOT_APPLY",
        "StringLike, 'a*c?', abbcd, APPLIES",
        "StringLike, 'a*c?', abbc, DOES_NOT_APPLY",
        "StringNotLike, ['x*';'a*'], abc, DOES_NOT_APPLY",
        "ArnLike, 'arn:aws:iam::*:user/*', arn:aws:iam::1:user/x/y, APPLIES",
        "ArnEquals, 'arn:aws:iam::1:user/*', arn:aws:iam::1:user/x, APPLIES",
        "ArnLike, 'arn:*:user/x', arn:aws:iam::1:user/x, DEPENDS",
        "ArnNotLike, '*', arn:aws:iam::1:user/x, DOES_NOT_APPLY",
        "NumericLessThan, 10, 9.5, APPLIES",
        "NumericLessThanEquals, 10, 10, APPLIES",
        "NumericGreaterThan, '10', 10, DOES_NOT_APPLY",
        "NumericGreaterThanEquals, '10', 10.0, APPLIES",
        "NumericNotEquals, [1;2], 3, APPLIES",
        "NumericEquals, 'ten', 10, DEPENDS",
        "DateLessThan, '2026-01-01T00:00:00Z', 2025-12-31T23:59:59Z, APPLIES",
        "DateGreaterThan, '2026-01-01', 1767225601, APPLIES",
        "DateEquals, 1767225600, 2026-01-01T00:00:00Z, APPLIES",
        "DateNotEquals, 'soon', 2026-01-01, DEPENDS",
        "Bool, false, false, APPLIES",
        "Bool, 'False', false, APPLIES",
        "Bool, 'true', false, DOES_NOT_APPLY",
        "BinaryEquals, 'QmFzZTY0', QmFzZTY0, APPLIES",
        "IpAddress, '10.0.0.0/8', 10.9.8.7, APPLIES",
        "IpAddress, '10.0.0.1', 10.0.0.2, DOES_NOT_APPLY",
        "NotIpAddress, ['10.0.0.0/8';'2001:db8::/32'], 2001:db8::1, DOES_NOT_APPLY",
        "IpAddress, '10.0.0.0/33', 10.0.0.1, DEPENDS",
        "Null, 'false', anything, APPLIES",
        "Null, true, anything, DOES_NOT_APPLY",
        "StringSortOfEquals, 'a', a, DEPENDS",
        "ForAnyValue:StringLike, 'a*', abc, APPLIES",
        "ForAllValues:StringNotEquals, 'abc', abc, DOES_NOT_APPLY",
      })
  void compares_known_values(String operator, String values, String actual, String expected) {
    assertThat(holds(operator, values.replace(';', ','), known(actual)))
        .isEqualTo(verdict(expected));
  }

  @ParameterizedTest(name = "{0} on a missing key: {1}")
  @CsvSource({
    "StringEquals, DOES_NOT_APPLY",
    "StringNotEquals, APPLIES",
    "StringEqualsIfExists, APPLIES",
    "StringNotEqualsIfExists, APPLIES",
    "ArnNotLike, APPLIES",
    "NotIpAddress, APPLIES",
    "BoolIfExists, APPLIES",
    "Bool, DOES_NOT_APPLY",
    "ForAllValues:StringEquals, APPLIES",
    "ForAnyValue:StringEquals, DOES_NOT_APPLY",
    "ForAnyValue:StringNotEquals, DOES_NOT_APPLY",
    "ForAnyValue:StringEqualsIfExists, DOES_NOT_APPLY",
  })
  void knows_what_a_missing_key_means(String operator, String expected) {
    assertThat(holds(operator, "'x'", ABSENT)).isEqualTo(verdict(expected));
  }

  @Test
  void null_asks_for_presence_only() {
    assertThat(holds("Null", "true", ABSENT)).isEqualTo(Verdict.APPLIES);
    assertThat(holds("Null", "true", PRESENT)).isEqualTo(Verdict.DOES_NOT_APPLY);
    assertThat(holds("Null", "true", UNKNOWN)).isEqualTo(Verdict.dependsOn("k"));
  }

  @Test
  void several_values_need_every_or_any_to_match() {
    Fact both = new Fact.Known(List.of("a", "b"));
    assertThat(holds("ForAllValues:StringEquals", "['a','b','c']", both))
        .isEqualTo(Verdict.APPLIES);
    assertThat(holds("ForAllValues:StringEquals", "['a']", both)).isEqualTo(Verdict.DOES_NOT_APPLY);
    assertThat(holds("ForAnyValue:StringEquals", "['a']", both)).isEqualTo(Verdict.APPLIES);
    assertThat(holds("ForAnyValue:StringNotEquals", "['a']", both)).isEqualTo(Verdict.APPLIES);
    assertThat(holds("ForAllValues:StringNotEquals", "['a']", both))
        .isEqualTo(Verdict.DOES_NOT_APPLY);
  }

  @Test
  void without_a_qualifier_one_of_several_values_is_enough_and_none_may_be_excluded() {
    Fact both = new Fact.Known(List.of("a", "b"));
    assertThat(holds("StringEquals", "['a']", both)).isEqualTo(Verdict.APPLIES);
    assertThat(holds("StringNotEquals", "['a']", both)).isEqualTo(Verdict.DOES_NOT_APPLY);
    assertThat(holds("StringNotEquals", "['c']", both)).isEqualTo(Verdict.APPLIES);
  }

  @Test
  void knows_which_variables_stand_in_its_values() {
    var line = line("{\"StringEquals\":{\"k\":[\"x\",\"${aws:UserName}\"]}}");
    assertThat(line.hasVariable("aws:username"::equals)).isTrue();
    assertThat(line.hasVariable("k"::equals)).isFalse();
    assertThat(line("{\"StringEquals\":{\"k\":\"x\"}}").hasVariable(_ -> true)).isFalse();
  }

  @Test
  void only_null_asks_for_presence() {
    assertThat(line("{\"Null\":{\"k\":\"true\"}}").isNull()).isTrue();
    assertThat(line("{\"Bool\":{\"k\":\"true\"}}").isNull()).isFalse();
    assertThat(line("{\"Nil\":{\"k\":\"true\"}}").isNull()).isFalse();
  }

  private static Condition line(String json) {
    return Condition.read(Json.parse(json), true).getFirst();
  }

  @Test
  void what_may_be_either_decides_only_where_it_makes_a_difference() {
    Fact either = oneOf(ABSENT, known("false"));
    assertThat(holds("Bool", "true", either)).isEqualTo(Verdict.DOES_NOT_APPLY);
    assertThat(holds("BoolIfExists", "false", either)).isEqualTo(Verdict.APPLIES);
    assertThat(holds("Bool", "false", either)).isEqualTo(Verdict.dependsOn("k"));
  }

  @Test
  void variables_take_their_value_from_the_request_or_their_default() {
    var facts = Map.of("k", known("home/ica"), "aws:username", known("ica"), "aws:nothing", ABSENT);
    assertThat(holds("StringEquals", "'home/${aws:UserName}'", facts)).isEqualTo(Verdict.APPLIES);
    assertThat(holds("StringEquals", "'home/${aws:Nothing, 'ica'}'", facts))
        .isEqualTo(Verdict.APPLIES);
    assertThat(holds("StringEquals", "'home/${aws:Nothing}'", facts))
        .isEqualTo(Verdict.DOES_NOT_APPLY);
    assertThat(holds("StringNotLike", "'home/${aws:Nothing}'", facts)).isEqualTo(Verdict.APPLIES);
    assertThat(holds("StringLike", "'home/${aws:SourceVpc}'", facts))
        .isEqualTo(Verdict.dependsOn("aws:SourceVpc"));
    assertThat(holds("StringLike", "'home/${*}'", facts)).isEqualTo(Verdict.DOES_NOT_APPLY);
    assertThat(holds("StringLike", "'home/${*}'", Map.of("k", known("home/*"))))
        .isEqualTo(Verdict.APPLIES);
  }

  @Test
  void keys_are_compared_without_regard_to_case() {
    var condition =
        Condition.read(Json.parse("{\"StringEquals\":{\"AWS:USERNAME\":\"x\"}}"), true).getFirst();
    assertThat(condition.holds(Requests.get(Map.of("aws:username", known("x")))))
        .isEqualTo(Verdict.APPLIES);
  }

  private static Verdict holds(String operator, String values, Fact fact) {
    return holds(operator, values, Map.of("k", fact));
  }

  private static Verdict holds(String operator, String values, Map<String, Fact> facts) {
    String json = "{\"" + operator + "\":{\"k\":" + quoted(values) + "}}";
    return Condition.read(Json.parse(json), true).getFirst().holds(Requests.get(facts));
  }

  /** Outer quotes become JSON's; those of a variable's default stay. */
  private static String quoted(String values) {
    return values.replaceAll("(?<![ ])'(?![}])", "\"");
  }

  private static Verdict verdict(String word) {
    return switch (word) {
      case "APPLIES" -> Verdict.APPLIES;
      case "DOES_NOT_APPLY" -> Verdict.DOES_NOT_APPLY;
      default -> new Verdict.DependsOn(Set.of("k"));
    };
  }
}
