package icaconnect.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
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
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(
                java,
                HEAP,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                TenThousandOutcomes.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes());

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).contains("10000 failed, 10000 lines");
  }
}
