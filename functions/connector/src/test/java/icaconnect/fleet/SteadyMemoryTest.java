package icaconnect.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.SmallHeap;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * A summary needs no more memory for many buckets than for one. Shown for the function's own work;
 * how the AWS SDK reads a page of outcomes is not part of it.
 */
class SteadyMemoryTest {
  /** A quarter of what the outcomes hold together. */
  private static final String HEAP = "-Xmx20m";

  @Test
  void ten_thousand_outcomes_are_summed_up_in_a_heap_that_could_not_hold_them()
      throws IOException, InterruptedException {
    String said = SmallHeap.run(HEAP, TenThousandOutcomes.class);

    assertThat(said).contains("10000 failed, 10000 lines");
  }
}
