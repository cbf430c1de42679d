package icaconnect.ica;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class PatienceProperties {
  private static final Patience PATIENCE = Patience.OF_A_FUNCTION;

  @Property
  void waits_never_longer_than_it_may_and_never_shorter_than_asked(
      @ForAll @IntRange(min = 1, max = 2) int attempt,
      @ForAll @LongRange(max = 5) long asked,
      @ForAll long seed) {
    var wait =
        PATIENCE
            .waitAfter(attempt, Optional.of(Duration.ofSeconds(asked)), new Random(seed))
            .orElseThrow();

    assertThat(wait)
        .isBetween(
            Duration.ofSeconds(asked), Duration.ofSeconds(asked).plus(PATIENCE.longestWait()));
  }

  @Property
  void gives_up_when_asked_to_wait_for_longer(
      @ForAll @LongRange(min = 6, max = 999_999_999) long asked) {
    assertThat(PATIENCE.waitAfter(1, Optional.of(Duration.ofSeconds(asked)), new Random(1)))
        .isEmpty();
  }

  @Property
  void gives_up_after_the_last_attempt(@ForAll @IntRange(min = 3) int attempt) {
    assertThat(PATIENCE.waitAfter(attempt, Optional.empty(), new Random(1))).isEmpty();
  }
}
