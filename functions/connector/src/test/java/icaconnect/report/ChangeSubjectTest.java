package icaconnect.report;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.report.ChangeSubject.Kind;
import org.junit.jupiter.api.Test;

class ChangeSubjectTest {
  private final ChangeSubject user = new ChangeSubject(Kind.IAM_USER, "ica-lab");

  @Test
  void a_whole_thing_is_its_kind_and_its_name() {
    assertThat(user.whole()).isEqualTo("IAM user ica-lab");
  }

  @Test
  void a_part_comes_after_a_colon() {
    assertThat(user.part("access key")).isEqualTo("IAM user ica-lab: access key");
  }
}
