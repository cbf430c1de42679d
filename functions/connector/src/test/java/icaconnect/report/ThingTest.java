package icaconnect.report;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.report.Thing.Kind;
import org.junit.jupiter.api.Test;

class ThingTest {
  private final Thing user = new Thing(Kind.IAM_USER, "ica-lab");

  @Test
  void a_whole_thing_is_its_kind_and_its_name() {
    assertThat(user.whole()).isEqualTo("IAM user ica-lab");
  }

  @Test
  void a_part_comes_after_a_colon() {
    assertThat(user.part("access key")).isEqualTo("IAM user ica-lab: access key");
  }
}
