package icaconnect.policy;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.policy.Wildcard.Coverage;
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
