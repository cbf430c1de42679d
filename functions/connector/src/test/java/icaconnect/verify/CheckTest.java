package icaconnect.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CheckTest {
  /** A workflow carries 256 KiB, and quotes what AWS says. */
  @Test
  void a_check_is_as_long_as_a_workflow_can_carry_twenty_of() {
    var check = Check.failed("put-object", "d".repeat(5_000), "r".repeat(1_000));

    assertThat(check.detail()).hasSize(1_000).endsWith("d…");
    assertThat(check.remedy()).contains("r".repeat(1_000));
  }
}
