package icaconnect.ica;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");

  @Test
  void may_be_seconds() {
    assertThat(RetryAfter.parse(" 120 ", NOW)).contains(Duration.ofMinutes(2));
  }

  @Test
  void may_be_a_date() {
    assertThat(RetryAfter.parse("Mon, 05 Jan 2026 10:00:30 GMT", NOW))
        .contains(Duration.ofSeconds(30));
  }

  @Test
  void a_date_in_the_past_asks_for_no_wait() {
    assertThat(RetryAfter.parse("Mon, 05 Jan 2026 09:59:30 GMT", NOW)).contains(Duration.ZERO);
  }

  @Test
  void anything_else_asks_for_nothing() {
    assertThat(RetryAfter.parse("-5", NOW)).isEmpty();
    assertThat(RetryAfter.parse("soon", NOW)).isEmpty();
    assertThat(RetryAfter.parse("", NOW)).isEmpty();
    assertThat(RetryAfter.parse("99999999999999999999", NOW)).isEmpty();
  }
}
