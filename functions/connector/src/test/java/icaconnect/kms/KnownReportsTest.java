package icaconnect.kms;

import static icaconnect.kms.Keys.KEY;
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
  void a_key_policy_that_people_had_trouble_with(KnownReport report) {
    JsonNode theirs = report.play().path("policy");
    var lab = new Keys();
    lab.policies.with(KEY, theirs);

    JsonNode answer = lab.run(Keys.connect());

    assertThat(answer.path("changed").asBoolean())
        .isEqualTo(report.expect().path("changed").asBoolean());
    assertThat(answer.path("findings").findValuesAsText("code"))
        .containsExactlyInAnyOrderElementsOf(
            StreamSupport.stream(report.expect().path("codes").spliterator(), false)
                .map(JsonNode::asText)
                .toList());
    lab.run(Keys.disconnect());
    assertThat(lab.policies.policy(KEY)).isEqualTo(theirs);
  }

  static Stream<KnownReport> reports() {
    return KnownReport.of("keyPolicy");
  }
}
