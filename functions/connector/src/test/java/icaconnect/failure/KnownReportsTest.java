package icaconnect.failure;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.reports.KnownReport;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KnownReportsTest {
  @ParameterizedTest
  @MethodSource("reports")
  void a_denial_that_people_had_trouble_with(KnownReport report) {
    var denial = Denial.of(report.play().path("message").asText());

    assertThat(denial.layer().name()).isEqualTo(report.expect().path("layer").asText());
    assertThat(denial.explicit()).isEqualTo(report.expect().path("explicit").asBoolean());
    assertThat(denial.action()).contains(report.expect().path("action").asText());
  }

  static Stream<KnownReport> reports() {
    return KnownReport.of("denial");
  }
}
