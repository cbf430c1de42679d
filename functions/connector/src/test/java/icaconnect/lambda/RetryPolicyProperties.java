package icaconnect.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class RetryPolicyProperties {
  private static final RetryPolicy POLICY = RetryPolicy.TO_ICA;

  private static final RandomGenerator LONGEST =
      new RandomGenerator() {
        @Override
        public long nextLong() {
          return Long.MAX_VALUE;
        }

        @Override
        public long nextLong(long bound) {
          return bound - 1;
        }
      };

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

  @Example
  void takes_no_longer_than_it_says() {
    assertThat(longest(RetryPolicy.TO_CLOUDFORMATION, Duration.ZERO))
        .isEqualTo(Duration.ofSeconds(62));
    assertThat(longest(POLICY, POLICY.longestWait())).isEqualTo(Duration.ofMillis(56_500));
  }

  /** Of each attempt as long as it may take, and each wait as long as it may be. */
  private static Duration longest(RetryPolicy policy, Duration asked) {
    var all = policy.exchange();
    for (int attempt = 1; attempt < policy.attempts(); attempt++) {
      var wait = policy.waitAfter(attempt, Optional.of(asked), LONGEST).orElseThrow();
      all = all.plus(wait).plus(policy.exchange());
    }
    return all;
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
