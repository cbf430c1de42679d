package icaconnect.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import icaconnect.policy.TextPatterns.Kind;
import icaconnect.policy.TextPatterns.Pattern;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers are written as a one for each pattern that the example matches. */
class TextPatternsTest {
  @Test
  void each_text_and_another_are_examples_of_texts() {
    assertThat(answers(exact("a"), exact("b"))).containsExactlyInAnyOrder("10", "01", "00");
    assertThat(answers(exact("something else"))).containsExactlyInAnyOrder("1", "0");
  }

  @Test
  void a_star_of_an_exact_operator_is_a_star() {
    assertThat(answers(exact("a*"), like("a*"))).containsExactlyInAnyOrder("11", "01", "00");
  }

  @Test
  void ignoring_case_there_are_examples_in_other_letters() {
    assertThat(answers(pattern(Kind.IGNORING_CASE, "ab"), exact("ab")))
        .containsExactlyInAnyOrder("11", "10", "00");
    assertThat(answers(pattern(Kind.IGNORING_CASE, "ab"), like("?B")))
        .containsExactlyInAnyOrder("11", "10", "01", "00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"arn:aws:iam::1", "user/x", "arn:*", "arn:aws:iam::*"})
  void what_has_not_the_six_parts_of_an_arn_is_refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> answers(arn(text)));
    assertThat(answers(like(text))).containsExactlyInAnyOrder("1", "0");
  }

  @Test
  void what_has_six_parts_is_an_arn_and_a_star_matches_all() {
    assertThat(answers(arn("arn:aws:iam::1:user/x"))).containsExactlyInAnyOrder("1", "0");
    assertThat(answers(arn("arn:aws:iam::1:user/*"))).containsExactlyInAnyOrder("1", "0");
    assertThat(answers(arn("*"))).containsExactly("1");
  }

  /** Each of the six parts is matched on its own; the sixth may have colons. */
  @Test
  void wildcards_of_an_arn_stay_in_their_part() {
    assertThat(answers(arn("a*:::::x"), like("a:b*"))).containsExactlyInAnyOrder("10", "01", "00");
    assertThat(answers(arn("*:::::x"), like("ab*")))
        .containsExactlyInAnyOrder("11", "10", "01", "00");
    assertThat(answers(arn(":::::a*"), like("*:b")))
        .containsExactlyInAnyOrder("11", "10", "01", "00");
  }

  @Test
  void wildcards_of_a_text_pass_over_colons() {
    assertThat(answers(like("a*b"), like("*:*"))).containsExactlyInAnyOrder("11", "10", "01", "00");
  }

  @Test
  void all_examples_are_of_the_form_that_is_certain() {
    assertThat(answers(Optional.of("AIDA*"), exact("AIDA1"), exact("AROA1")))
        .containsExactlyInAnyOrder("10", "00");
    assertThat(answers(Optional.of("?*"), like("·*"))).containsExactlyInAnyOrder("1", "0");
  }

  @Test
  void where_no_character_is_left_for_something_else_there_are_no_examples() {
    assertThatIllegalArgumentException().isThrownBy(() -> answers(like("·§¶†‡⁂*")));
  }

  @Test
  void patterns_of_too_many_places_have_no_examples() {
    // A place for each character, and one where it can match no longer.
    var most = like("?".repeat(TextPatterns.MOST_PLACES - 1));
    var tooMany = like("?".repeat(TextPatterns.MOST_PLACES));
    assertThat(TextPatterns.examples(List.of(most), Optional.empty())).isPresent();
    assertThat(TextPatterns.examples(List.of(tooMany), Optional.empty())).isEmpty();
  }

  private static List<String> answers(Pattern... patterns) {
    return answers(Optional.empty(), patterns);
  }

  private static List<String> answers(Optional<String> like, Pattern... patterns) {
    return TextPatterns.examples(List.of(patterns), like).orElseThrow().stream()
        .map(example ->
            List.of(patterns).stream()
                .map(pattern -> matches(pattern, example) ? "1" : "0")
                .collect(Collectors.joining()))
        .toList();
  }

  private static boolean matches(Pattern pattern, String text) {
    return switch (pattern.kind()) {
      case EXACT -> Comparison.exact(pattern.text(), text);
      case IGNORING_CASE -> Comparison.ignoringCase(pattern.text(), text);
      case LIKE -> Wildcard.matches(pattern.text(), text);
      case ARN -> Comparison.arn(pattern.text(), text);
    };
  }

  private static Pattern exact(String text) {
    return pattern(Kind.EXACT, text);
  }

  private static Pattern like(String text) {
    return pattern(Kind.LIKE, text);
  }

  private static Pattern arn(String text) {
    return pattern(Kind.ARN, text);
  }

  private static Pattern pattern(Kind kind, String text) {
    return new Pattern(kind, PolicyValue.of(text, false).fixed());
  }
}
