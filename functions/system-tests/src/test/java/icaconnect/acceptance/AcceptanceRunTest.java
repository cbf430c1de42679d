package icaconnect.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.localstack.Checkout;
import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The run for a real account, on LocalStack: a stack of its own, two buckets, and nothing left. */
@OnLocalStack
class AcceptanceRunTest {
  private static final int MINUTES = 10;

  @Test
  void everything_comes_out_as_it_is_written_down_and_nothing_is_left(LocalStack localStack)
      throws Exception {
    var log = localStack.state().resolve("acceptance.log");
    var run =
        new ProcessBuilder(
                List.of(
                    Checkout.file("local/acceptance/run").toString(),
                    "--account",
                    LocalStack.ACCOUNT,
                    "--region",
                    "us-east-1",
                    "--endpoint",
                    localStack.endpoint().toString(),
                    "--short"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(run.waitFor(MINUTES, TimeUnit.MINUTES)).as("it ends in time").isTrue();
    } finally {
      run.destroy();
    }

    assertThat(Files.readString(log))
        .contains("nothing is left")
        .doesNotContain("differs from LocalStack");
    assertThat(run.exitValue()).isZero();
  }

  @Test
  void an_account_that_is_not_named_is_refused(LocalStack localStack) throws Exception {
    var run =
        new ProcessBuilder(
                Checkout.file("local/acceptance/run").toString(),
                "--account",
                "444455556666",
                "--region",
                "us-east-1",
                "--endpoint",
                localStack.endpoint().toString())
            .start();

    assertThat(new String(run.getErrorStream().readAllBytes()))
        .contains("not of 444455556666. Nothing was done.");
    assertThat(run.waitFor()).isEqualTo(2);
  }
}
