package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.localstack.Checkout;
import org.junit.jupiter.api.Test;

/** A new key is not known to S3 for up to a minute. */
class PropagationContractTest {
  private static final JsonNode STATES =
      Json.parse(Checkout.text("statemachine/connect.asl.json")).path("States");

  @Test
  void a_proof_with_a_new_key_is_made_eight_times_within_a_minute() {
    var again = STATES.at("/Is it proven?/Choices/1");
    var wait = STATES.path("Wait for propagation");

    assertThat(again.path("Condition").asText()).contains("true in $reports.changed ? 8 : 2");
    assertThat(again.path("Next").asText()).isEqualTo("Wait for propagation");
    assertThat(wait.path("Next").asText()).isEqualTo("Prove the connection");
    assertThat(wait.path("Seconds").asText()).contains("$min([15, 2 * $probes])");
    int seconds = 0;
    for (int probes = 1; probes < 8; probes++) {
      seconds += Math.min(15, 2 * probes);
    }
    assertThat(seconds).as("of waiting alone").isBetween(50, 60);
  }
}
