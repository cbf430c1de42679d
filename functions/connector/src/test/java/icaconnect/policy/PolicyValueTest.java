package icaconnect.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
class PolicyValueTest {
  private static final Map<String, Fact> FACTS =
      Map.of(
          "aws:username",
          Fact.known("ica"),
          "aws:tagkeys",
          new Fact.Known(List.of("a", "b")),
          "aws:multifactorauthpresent",
          Fact.oneOf(Fact.ABSENT, Fact.known("false")),
          "aws:sourcevpc",
          Fact.ABSENT);

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "home/${aws:username}, home/ica",
        "${aws:UserName}/x, ica/x",
        "${aws:username}${aws:username}, icaica",
        "~a${aws:SourceVpc, 'none'}~, anone",
        "~a${aws:SourceVpc,none}~, anone",
        "~a${aws:SourceVpc, 'b,c'}~, ~ab,c~",
        "~a${aws:SourceVpc, ''}~, a",
        "~a${aws:SourceVpc,'}~, a'",
        "~${aws:username, 'none'}~, ica",
        "a${$}{b}, a${b}",
        "${*}${?}, *?",
        "home/${aws:username, home/${aws:username",
      })
  void a_variable_is_its_value_or_its_default(String text, String expected) {
    assertThat(resolved(text)).isEqualTo(new PolicyValue.Pattern(expected));
  }

  @Test
  void a_variable_without_one_value_equals_nothing() {
    assertThat(resolved("${aws:SourceVpc}")).isEqualTo(new PolicyValue.NoValue());
    assertThat(resolved("${aws:TagKeys}")).isEqualTo(new PolicyValue.NoValue());
  }

  @Test
  void a_variable_that_may_be_either_or_anything_is_undecided() {
    assertThat(resolved("${aws:MultiFactorAuthPresent}"))
        .isEqualTo(new PolicyValue.Undecided("aws:MultiFactorAuthPresent"));
    assertThat(resolved("${aws:SourceIp}")).isEqualTo(new PolicyValue.Undecided("aws:SourceIp"));
  }

  @Test
  void at_its_widest_only_what_is_undecided_is_any_text() {
    assertThat(
            PolicyValue.of("${aws:username}/${aws:SourceIp}/x", true).widest(PolicyValueTest::fact))
        .isEqualTo("ica/" + Wildcard.ANY + "/x");
    assertThat(PolicyValue.of("x/${aws:TagKeys}", true).widest(PolicyValueTest::fact))
        .isEqualTo("x/" + Wildcard.ANY);
  }

  @Test
  void has_the_variables_that_stand_in_it() {
    var value = PolicyValue.of("home/${aws:UserName}", true);
    assertThat(value.hasVariable("aws:username"::equals)).isTrue();
    assertThat(value.hasVariable("aws:userid"::equals)).isFalse();
    assertThat(PolicyValue.of("home/${aws:UserName}", false).hasVariable(_ -> true)).isFalse();
  }

  private static PolicyValue.Resolved resolved(String text) {
    return PolicyValue.of(text, true).resolve(PolicyValueTest::fact);
  }

  private static Fact fact(String key) {
    return FACTS.getOrDefault(key, Fact.UNKNOWN);
  }
}
