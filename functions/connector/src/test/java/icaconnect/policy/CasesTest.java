package icaconnect.policy;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.lambda.Json;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CasesTest {
  private static final Fact.Unknown ANYTHING = new Fact.Unknown(false, Optional.empty());
  private static final Fact.Unknown AN_ID = new Fact.Unknown(true, Optional.of("AIDA*"));

  @Test
  void numbers_lie_below_at_between_and_above_the_limits() {
    assertThat(values("'NumericLessThan':{'k':'5'},'NumericGreaterThan':{'k':'9'}"))
        .containsExactly("4", "5", "7", "9", "10");
    assertThat(values("'NumericEquals':{'k':[]}")).containsExactly("0");
  }

  @Test
  void numbers_of_odd_size_are_not_split() {
    assertThat(cases("'NumericEquals':{'k':'" + "1".repeat(40) + "'}")).isPresent();
    assertThat(cases("'NumericEquals':{'k':'" + "1".repeat(41) + "'}")).isEmpty();
    assertThat(cases("'NumericEquals':{'k':'1E+40'}")).isPresent();
    assertThat(cases("'NumericEquals':{'k':'1E+41'}")).isEmpty();
    assertThat(cases("'NumericEquals':{'k':'1E-40'}")).isPresent();
    assertThat(cases("'NumericEquals':{'k':'1E-41'}")).isEmpty();
  }

  @Test
  void dates_lie_around_each_limit() {
    assertThat(values("'DateLessThan':{'k':'2026-01-01'}"))
        .containsExactly(
            "2025-12-31T23:59:59.999Z", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00.001Z");
    assertThat(values("'DateLessThan':{'k':[]}")).containsExactly("1970-01-01T00:00:00Z");
  }

  @Test
  void addresses_begin_each_stretch() {
    String zero = "0000:0000:0000:0000:0000:0000:0000:0000";
    assertThat(values("'IpAddress':{'k':'10.0.0.0/8'}"))
        .containsExactly("0.0.0.0", "10.0.0.0", "11.0.0.0", zero);
    assertThat(values("'IpAddress':{'k':'10.0.0.1'}"))
        .containsExactly("0.0.0.0", "10.0.0.1", "10.0.0.2", zero);
    assertThat(values("'IpAddress':{'k':'0.0.0.1'}"))
        .containsExactly("0.0.0.0", "0.0.0.1", "0.0.0.2", zero);
    assertThat(values("'IpAddress':{'k':'2001:db8::/32'}"))
        .containsExactly(
            "0.0.0.0",
            zero,
            "2001:0db8:0000:0000:0000:0000:0000:0000",
            "2001:0db9:0000:0000:0000:0000:0000:0000");
  }

  @Test
  void ranges_go_from_all_addresses_to_one() {
    assertThat(values("'IpAddress':{'k':'0.0.0.0/0'}")).contains("0.0.0.0");
    assertThat(values("'IpAddress':{'k':'203.0.113.7/32'}")).contains("203.0.113.7", "203.0.113.8");
    assertThat(cases("'IpAddress':{'k':'10.0.0.0/33'}")).isEmpty();
    assertThat(cases("'IpAddress':{'k':'10.0.0.0/-1'}")).isEmpty();
  }

  @Test
  void bytes_are_those_listed_and_longer_ones() {
    assertThat(values("'BinaryEquals':{'k':'QmFzZTY0'}"))
        .containsExactly("QmFzZTY0", "AAAAAAAAAAAA");
    assertThat(values("'BinaryEquals':{'k':[]}")).containsExactly("AAAA");
    assertThat(cases("'BinaryEquals':{'k':'no base 64'}")).isEmpty();
  }

  @Test
  void presence_is_asked_beside_every_type() {
    assertThat(values("'Null':{'k':'false'},'NumericEquals':{'k':'5'}"))
        .containsExactly("4", "5", "6");
    assertThat(values("'Null':{'k':'false'}")).hasSize(1);
    assertThat(cases("'Null':{'k':'false'}", AN_ID)).isPresent();
  }

  @Test
  void only_what_may_be_missing_is_missing_in_a_case() {
    assertThat(cases("'Bool':{'k':'true'}"))
        .hasValue(List.of(Fact.ABSENT, Fact.known("true"), Fact.known("false")));
    assertThat(cases("'StringLike':{'k':'AIDA1*'}", AN_ID).orElseThrow())
        .doesNotContain(Fact.ABSENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'NumericEquals':{'k':'5'},'StringEquals':{'k':'5'}",
        "'StringSortOfEquals':{'k':'5'}",
        "'StringEquals':{'k':'5'},'StringSortOfEquals':{'k':'5'}",
      })
  void what_is_of_several_types_or_of_none_is_not_split(String condition) {
    assertThat(cases(condition)).isEmpty();
  }

  @Test
  void a_form_is_of_texts_only() {
    assertThat(cases("'NumericEquals':{'k':'5'}", AN_ID)).isEmpty();
  }

  /**
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
   */
  @ParameterizedTest
  @ValueSource(strings = {"aws:TagKeys", "aws:CalledVia", "vendor:Unheard"})
  void a_key_of_several_values_may_have_any_of_them_together(String key) {
    String two = "'ForAnyValue:StringEquals':{'K':'a'},'ForAllValues:StringEquals':{'K':['a','b']}";

    assertThat(cases(two.replace("K", key)).orElseThrow())
        .containsExactlyInAnyOrder(
            Fact.ABSENT,
            several("a"),
            several("b"),
            several("something else"),
            several("a", "b"),
            several("a", "something else"),
            several("b", "something else"),
            several("a", "b", "something else"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aws:SourceVpc",
        "aws:PrincipalTag/team",
        "s3:ExistingObjectTag/team",
        "s3:x-amz-acl"
      })
  void a_key_of_one_value_has_one_whatever_the_qualifier(String key) {
    assertThat(values("'ForAnyValue:StringEquals':{'K':['a','b']}".replace("K", key)))
        .containsExactly("a", "b", "something else");
  }

  @Test
  void without_a_qualifier_a_key_that_nobody_knows_has_one_value() {
    assertThat(values("'StringEquals':{'vendor:Unheard':['a','b']}"))
        .containsExactly("a", "b", "something else");
  }

  @Test
  void more_than_seven_values_at_once_are_not_split() {
    String lines =
        """
        'ForAnyValue:StringEquals':
          {'aws:tagkeys':['a','b','c','d'],'aws:tagKeys':['a','b','e','f'],'aws:TagKeys':['a','c','e'LAST]}\
        """;
    assertThat(cases(lines.replace("LAST", "")).orElseThrow()).hasSize(128);
    assertThat(cases(lines.replace("LAST", ",'g'"))).isEmpty();
  }

  private static Fact several(String... values) {
    return new Fact.Known(List.of(values));
  }

  /** Of cases with one value each. */
  private static List<String> values(String condition) {
    return cases(condition).orElseThrow().stream()
        .filter(each -> !each.equals(Fact.ABSENT))
        .map(each -> ((Fact.Known) each).values())
        .peek(values -> assertThat(values).hasSize(1))
        .map(List::getFirst)
        .toList();
  }

  private static Optional<List<Fact>> cases(String condition) {
    return cases(condition, ANYTHING);
  }

  private static Optional<List<Fact>> cases(String condition, Fact.Unknown fact) {
    var lines = Condition.read(Json.parse(("{" + condition + "}").replace('\'', '"')), true);
    return Cases.of(lines, fact, Requests.get());
  }
}
