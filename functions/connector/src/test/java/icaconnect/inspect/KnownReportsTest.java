package icaconnect.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.reports.KnownReport;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KnownReportsTest {
  @ParameterizedTest
  @MethodSource("reports")
  void a_notification_that_people_had_trouble_with(KnownReport report) {
    var theirs =
        new Notification(
            report.play().path("prefix").asText(),
            StreamSupport.stream(report.play().path("events").spliterator(), false)
                .map(JsonNode::asText)
                .toList());

    assertThat(theirs.overlaps(report.play().path("icasPrefix").asText()))
        .isEqualTo(report.expect().path("overlaps").asBoolean());
  }

  static Stream<KnownReport> reports() {
    return KnownReport.of("notification");
  }
}
