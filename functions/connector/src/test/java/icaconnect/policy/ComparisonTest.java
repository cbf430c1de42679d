package icaconnect.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {
  @Test
  void numbers_are_compared_by_their_value() {
    assertThat(Comparison.number(order -> order == 0).matches("1.0", "1")).isTrue();
    assertThat(Comparison.number(order -> order < 0).matches("10", "9")).isTrue();
    assertThat(Comparison.number(order -> order < 0).matches("10", "10")).isFalse();
  }

  @Test
  void dates_are_compared_by_their_moment() {
    assertThat(Comparison.date(order -> order == 0).matches("2026-01-01", "1767225600")).isTrue();
    assertThat(Comparison.date(order -> order > 0).matches("2026-01-01", "2026-01-01T00:00:01Z"))
        .isTrue();
    assertThat(Comparison.date(order -> order > 0).matches("2026-01-01", "2026-01-01T00:00:00Z"))
        .isFalse();
  }

  @Test
  void bytes_are_compared_one_by_one() {
    assertThat(Comparison.binary("QmFzZTY0", "QmFzZTY0")).isTrue();
    assertThat(Comparison.binary("QmFzZTY0", "QmFzZTY1")).isFalse();
    assertThat(Comparison.binary("QmFzZTY0", "QmFz")).isFalse();
  }

  @ParameterizedTest(name = "{1} is in {0}: {2}")
  @CsvSource({
    "0.0.0.0/0, 203.0.113.7, true",
    "::/0, 2001:db8::1, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "203.0.113.7/32, 203.0.113.7, true",
    "203.0.113.7/32, 203.0.113.6, false",
    "203.0.113.7, 203.0.113.7, true",
    "203.0.113.7, 203.0.113.6, false",
    "10.0.0.0/9, 10.127.255.255, true",
    "10.0.0.0/9, 10.128.0.0, false",
  })
  void an_address_is_in_a_range_that_starts_like_it(
      String range, String address, boolean expected) {
    assertThat(Comparison.ipAddress(range, address)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/-1", "::/129", "here"})
  void what_is_no_range_is_refused(String range) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Comparison.ipAddress(range, "203.0.113.7"));
  }
}
