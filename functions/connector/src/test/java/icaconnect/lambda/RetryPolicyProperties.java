package icaconnect.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class RetryPolicyProperties {
  private static final RetryPolicy POLICY = RetryPolicy.TO_ICA;

  @Property
  void waits_never_longer_than_it_may_and_never_shorter_than_asked(
      @ForAll @IntRange(min = 1, max = 2) int attempt,
      @ForAll @LongRange(max = 5) long asked,
      @ForAll long seed) {
    var wait =
        POLICY
            .waitAfter(attempt, Optional.of(Duration.ofSeconds(asked)), new Random(seed))
            .orElseThrow();

    assertThat(wait)
        .isBetween(Duration.ofSeconds(asked), Duration.ofSeconds(asked).plus(POLICY.longestWait()));
  }

  @Property
  void gives_up_when_asked_to_wait_for_longer(
      @ForAll @LongRange(min = 6, max = 999_999_999) long asked) {
    assertThat(POLICY.waitAfter(1, Optional.of(Duration.ofSeconds(asked)), new Random(1)))
        .isEmpty();
  }

  @Property
  void gives_up_after_the_last_attempt(@ForAll @IntRange(min = 3) int attempt) {
    assertThat(POLICY.waitAfter(attempt, Optional.empty(), new Random(1))).isEmpty();
  }
}
