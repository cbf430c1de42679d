package icaconnect.bucketpolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.bucketpolicy.BucketPolicyPlan.Keep;
import icaconnect.failure.Refused;
import icaconnect.reports.KnownReport;
import icaconnect.step.Goal;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KnownReportsTest {
  @ParameterizedTest
  @MethodSource("reports")
  void a_policy_that_people_had_trouble_with(KnownReport report) {
    JsonNode theirs = report.play().path("policy");
    StepInput wish = wish(report);
    if (report.expect().has("refused")) {
      assertThatThrownBy(() -> Planning.connect(wish.step(), Optional.of(theirs)))
          .isInstanceOf(Refused.class)
          .hasMessageStartingWith(report.expect().path("refused").asText());
      return;
    }
    var plan = Planning.connect(wish.step(), Optional.of(theirs));

    assertThat(plan.findings())
        .extracting(each -> each.code().name())
        .containsExactlyInAnyOrderElementsOf(
            StreamSupport.stream(report.expect().path("codes").spliterator(), false)
                .map(JsonNode::asText)
                .toList());
    assertThat(!(plan instanceof Keep)).isEqualTo(report.expect().path("changed").asBoolean());
    assertThat(
            Planning.disconnect(
                    wish.to(Goal.DISCONNECT).journal(PlannerProperties.journalOf(plan)).step(),
                    plan.after())
                .after())
        .contains(theirs);
  }

  static Stream<KnownReport> reports() {
    return KnownReport.of("bucketPolicy");
  }

  private static StepInput wish(KnownReport report) {
    StepInput wish = StepInput.connect();
    for (var field : report.play().path("request").properties()) {
      wish = wish.with(field.getKey(), field.getValue());
    }
    return wish.facts(
        StepInput.connect()
            .facts()
            .under(Optional.ofNullable(report.play().at("/facts/kmsKeyArn").textValue()), false));
  }
}
