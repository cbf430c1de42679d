package icaconnect.policy;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.reports.KnownReport;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KnownReportsTest {
  @ParameterizedTest
  @MethodSource("reports")
  void a_destinations_policy_that_people_had_trouble_with(KnownReport report) {
    var delivery =
        Delivery.of(
            report.play().path("policy"),
            report.play().path("action").asText(),
            report.play().path("arn").asText(),
            "arn:aws:s3:::lab",
            "111122223333",
            "us-east-1",
            Instant.parse("2026-01-01T00:00:00Z"));

    assertThat(delivery.getClass().getSimpleName())
        .isEqualTo(report.expect().path("delivery").asText());
  }

  static Stream<KnownReport> reports() {
    return KnownReport.of("destination");
  }
}
