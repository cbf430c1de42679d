package icaconnect.cli.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

class StepFunctionsExecutionsTest {
  @ParameterizedTest
  @CsvSource({"FAILED, icaconnect.failure.Refused", "ABORTED, Stopped", "TIMED_OUT, Stopped"})
  void only_an_execution_that_failed_by_itself_says_why(String status, String error) {
    var ended =
        DescribeExecutionResponse.builder()
            .status(status)
            .error("Stopped")
            .cause("{\"failure\": {\"error\": \"icaconnect.failure.Refused\"}}")
            .build();

    assertThat(StepFunctionsExecutions.outcome(ended).at("/failure/error").asText())
        .isEqualTo(error);
  }
}
