package icaconnect.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShortenedTest {
  @Test
  void leaves_what_is_short_enough() {
    assertThat(Shortened.to(3, "abc")).isEqualTo("abc");
    assertThat(Shortened.to(0, "")).isEmpty();
  }

  @Test
  void cuts_what_is_longer_and_says_so() {
    assertThat(Shortened.to(3, "abcd")).isEqualTo("abc…");
    assertThat(Shortened.to(0, "abcd")).isEqualTo("…");
  }

  /** Half a character is none, and JSON with one is refused by some who read it. */
  @Test
  void cuts_no_character_in_two() {
    assertThat(Shortened.to(2, "a\uD83E\uDDECb")).isEqualTo("a…");
    assertThat(Shortened.to(3, "a\uD83E\uDDECb")).isEqualTo("a\uD83E\uDDEC…");
  }
}
