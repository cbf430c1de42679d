package icaconnect.cli.execution;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.cli.terminal.ExitCode;
import icaconnect.lambda.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndingTest {
  @ParameterizedTest
  @CsvSource({
    "icaconnect.failure.InvalidRequest, USAGE",
    "icaconnect.failure.Refused, REFUSED",
    "DeclaredElsewhere, REFUSED",
    "WrittenByNewer, REFUSED",
    "RecordTooLarge, REFUSED",
    "RecordRebuilt, REFUSED",
    "NotConnected, REFUSED",
    "NotProven, NOT_PROVEN",
    "NotValidated, NOT_PROVEN",
    "LeaseHeld, TRY_AGAIN",
    "NobodyAnswered, TRY_AGAIN",
    "States.Timeout, FAILED",
    "ABORTED, FAILED",
  })
  void each_kind_of_failure_has_its_exit_code(String error, ExitCode code) {
    var outcome = Json.parse("{\"failure\": {\"error\": \"%s\"}}".formatted(error));

    assertThat(Ending.of(outcome)).isEqualTo(code);
  }

  @Test
  void what_did_not_fail_is_done() {
    assertThat(Ending.of(Json.parse("{\"status\": \"CONNECTED\"}"))).isEqualTo(ExitCode.DONE);
  }
}
