package icaconnect.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.failure.InvalidRequest;
import icaconnect.lambda.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  @Test
  void logs_nothing_of_a_request_that_makes_no_sense() {
    ObjectNode input = (ObjectNode) StepInput.connect("lab-reads").json();
    input.put("goal", "to the moon");

    assertThatThrownBy(() -> Invocation.of(handler, input, log::add))
        .isInstanceOf(InvalidRequest.class);
    assertThat(log).isEmpty();
  }
}
