package icaconnect.cli.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.cli.execution.Executions;
import icaconnect.cli.execution.Look;
import icaconnect.cli.execution.Progress;
import icaconnect.evidence.Known;
import org.junit.jupiter.api.Test;

class StackSourcesTest {
  private static final String GONE = "AWS refuses: Execution Does Not Exist";

  /** Step Functions keeps an execution for 90 days, and the trail tells of it for years. */
  @Test
  void the_states_of_an_execution_that_is_not_kept_any_more_are_not_known() {
    assertThat(StackSources.states(new Forgotten(), "arn"))
        .isEqualTo(new Known.Not<JsonNode>(GONE));
  }

  private static final class Forgotten implements Executions {
    @Override
    public String start(String stateMachineArn, JsonNode input) {
      throw new UnsupportedOperationException("nothing is started");
    }

    @Override
    public Look look(String executionArn) {
      throw new AwsFailure(GONE);
    }

    @Override
    public Progress progress(String run) {
      throw new UnsupportedOperationException("nothing runs");
    }
  }
}
