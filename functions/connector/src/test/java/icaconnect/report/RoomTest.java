package icaconnect.report;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.code.Code;
import org.junit.jupiter.api.Test;

class RoomTest {
  @Test
  void says_what_is_left_once_it_is_a_tenth() {
    assertThat(new Room("The list", 89, 100, "rules").warning()).isEmpty();
    assertThat(new Room("The list", 90, 100, "rules").warning())
        .get()
        .satisfies(finding -> {
          assertThat(finding.code()).isEqualTo(Code.DOCUMENT_NEARLY_FULL);
          assertThat(finding.message())
              .isEqualTo(
                  "The list has 90 of at most 100 rules, so 10 are left for whatever comes next.");
        });
    assertThat(new Room("The list", 100, 100, "rules").warning().orElseThrow().message())
        .contains("so 0 are left");
  }

  /** One that was too large before us may stay so. */
  @Test
  void counts_nothing_that_is_less_than_nothing() {
    assertThat(new Room("The list", 101, 100, "rules").warning().orElseThrow().message())
        .isEqualTo("The list has 101 of at most 100 rules.");
  }
}
