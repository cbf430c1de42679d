package icaconnect.policy;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.policy.Wildcard.Coverage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardTest {
  @ParameterizedTest(name = "{0} matches {1}: {2}")
  @CsvSource({
    "*, '', true",
    "'', '', true",
    "'', a, false",
    "?, '', false",
    "a*b*c, aXbYbZc, true",
    "a*b*c, aXbYbZ, false",
    "*a?, baab, true",
    "s3:Get*, s3:GetObject, true",
    "**, x, true",
    "*?*, '', false",
  })
  void matches_any_and_one(String pattern, String text, boolean expected) {
    assertThat(Wildcard.matches(wild(pattern), text)).isEqualTo(expected);
  }

  @Test
  void no_character_stands_for_the_end_of_a_pattern() {
    assertThat(Wildcard.matches("a", "a\0")).isFalse();
  }

  /** Every pattern of up to five characters, held against every text that goes on by up to five. */
  @Test
  void says_so_exactly() {
    var ends = texts("ab/", 5);
    for (String pattern : texts("ab/" + Wildcard.ANY + Wildcard.ONE, 5)) {
      var matched = new ArrayList<Boolean>();
      ends.forEach(end -> matched.add(Wildcard.matches(pattern, "a/" + end)));

      assertThat(Wildcard.coverage(pattern, "a/")).as(pattern).isEqualTo(covered(matched));
      matched.removeFirst();
      assertThat(Wildcard.coverageBeyond(pattern, "a/")).as(pattern).isEqualTo(covered(matched));
    }
  }

  @ParameterizedTest(name = "{0} meets {1}: {2}")
  @CsvSource({
    "a:b, a:b, true",
    "a:b, a:c, false",
    "*, a:*, true",
    "*:c:d, a:*, false",
    "*c, a:*, true",
    "a?b, a*, true",
    "a:?, a:b, true",
    "a, ab, false",
    "ab, a?, true",
    "a:, a?, false",
    "'', *, true",
    "a*, *b, true",
  })
  void says_whether_some_text_matches_both(String pattern, String form, boolean expected) {
    assertThat(Wildcard.meet(wild(pattern), wild(form), ':')).isEqualTo(expected);
  }

  private static Coverage covered(List<Boolean> matched) {
    if (!matched.contains(false)) {
      return Coverage.ALL;
    }
    return matched.contains(true) ? Coverage.SOME : Coverage.NONE;
  }

  /** All of these letters up to a length, the empty one first. */
  private static List<String> texts(String letters, int longest) {
    var texts = new ArrayList<>(List.of(""));
    for (int from = 0, length = 1; length <= longest; length++) {
      int to = texts.size();
      for (; from < to; from++) {
        for (char letter : letters.toCharArray()) {
          texts.add(texts.get(from) + letter);
        }
      }
    }
    return texts;
  }

  @ParameterizedTest(name = "{0} covers of what goes on after {1}: {2}")
  @CsvSource({
    "b/, b/, NONE",
    "b, b/, NONE",
    "b/*, b/, ALL",
    "b/?*, b/, ALL",
    "b/*?, b/, ALL",
    "b/*?*, b/, ALL",
    "b/??*, b/, SOME",
    "b/?, b/, SOME",
    "b/x, b/, SOME",
    "b/*.bam, b/, SOME",
    "*, b/, ALL",
    "*??, b/, ALL",
    "*????, b/, SOME",
    "*/, b/, SOME",
    "c/*, b/, NONE",
  })
  void says_the_same_where_no_key_is_empty(String pattern, String start, Coverage expected) {
    assertThat(Wildcard.coverageBeyond(wild(pattern), start)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} covers of what starts with {1}: {2}")
  @CsvSource({
    "b/*, b/, ALL",
    "b/*, b/runs/, ALL",
    "b/runs/*, b/, SOME",
    "b/other/*, b/runs/, NONE",
    "*, b/, ALL",
    "b/*.bam, b/, SOME",
    "b/x.bam, b/, SOME",
    "b/x.bam, b/runs/, NONE",
    "b, b/, NONE",
    "*/runs/*, b/runs/, ALL",
    "b/*/raw/*, b/runs/, SOME",
    "?/*, b/, ALL",
    "b/?*, b/x, ALL",
    "a*/?*, b/, NONE",
    "b/?, b/x, SOME",
    "?b*, ab, ALL",
    "?b*, bb, ALL",
    "*.bam, b/, SOME",
    "*b/*, b/, ALL",
    "b/?*, b/, SOME",
    "*, '', ALL",
  })
  void says_how_much_of_a_folder_a_pattern_covers(String pattern, String start, Coverage expected) {
    assertThat(Wildcard.coverage(wild(pattern), start)).isEqualTo(expected);
  }

  private static String wild(String pattern) {
    return pattern.replace('*', Wildcard.ANY).replace('?', Wildcard.ONE);
  }
}
