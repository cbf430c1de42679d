package icaconnect.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.failure.InvalidRequest;
import icaconnect.lambda.Json;
import icaconnect.report.Change;
import icaconnect.report.Document;
import icaconnect.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StepHandlerTest {
  private final List<String> log = new ArrayList<>();
  private final StepHandler handler =
      new StepHandler(Invocation.STACK) {
        @Override
        protected Object handle(Step step) {
          assertThat(log).as("logged before anything is done").hasSize(1);
          return Map.of();
        }
      };

  @Test
  void logs_one_line_that_names_the_bucket_and_quotes_nothing_else_of_the_request() {
    Invocation.of(
        handler, StepInput.connect("lab-reads").asking("prefix", "ica/").json(), log::add);

    assertThat(log).hasSize(1);
    assertThat(Json.parse(log.getFirst()))
        .isEqualTo(
            Json.parse(
                "{'bucket': 'lab-reads', 'goal': 'CONNECT', 'mode': 'APPLY'}".replace('\'', '"')));
  }

  /** Each step's share of the 256 KiB is in Carried. */
  @Test
  void no_step_answers_more_than_a_workflow_carries() {
    var longest = Json.MAPPER.createArrayNode().add("x".repeat(300_000));
    var large =
        new StepHandler(Invocation.STACK) {
          @Override
          protected Object handle(Step step) {
            var document = new Document("cors", Optional.of(longest), Optional.of(longest));
            return Report.of("cors", List.of(Change.added("rules", longest)))
                .withDocuments(List.of(document));
          }
        };
    for (String mode : List.of("apply", "plan")) {
      var input = StepInput.connect("lab-reads").asking("mode", mode).json();
      assertThat(Json.write(Invocation.of(large, input, log::add)).length()).isLessThan(48 * 1024);
    }
  }

  @Test
  void logs_nothing_of_a_request_that_makes_no_sense() {
    ObjectNode input = (ObjectNode) StepInput.connect("lab-reads").json();
    input.put("goal", "to the moon");

    assertThatThrownBy(() -> Invocation.of(handler, input, log::add))
        .isInstanceOf(InvalidRequest.class);
    assertThat(log).isEmpty();
  }
}
