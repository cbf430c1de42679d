package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import icaconnect.lambda.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How long a proof goes on: by the clock, however long each of its probes takes. */
class PropagationContractTest {
  private static final Definition CONNECT = Definition.of("connect");
  private static final Definition ROTATE = Definition.of("rotate");
  private static final String NEW_POLICY =
      "[{\"changed\": true, \"changes\": [{\"what\": \"policy\", \"to\": 1}]}]";
  private static final String GRANT =
      "[{\"changed\": false, \"changes\": []}, {\"changed\": true, \"changes\": [{\"what\": \"key grant G of U\", \"%s\": {}}]}]";

  /** A new key is not known to S3 for up to a minute. */
  @Test
  void a_proof_of_something_new_goes_on_for_more_than_a_minute_and_no_longer() {
    assertThat(goesOn(2, 70, NEW_POLICY)).isTrue();
    assertThat(goesOn(30, 70, NEW_POLICY)).isTrue();
    assertThat(goesOn(2, 80, NEW_POLICY)).isFalse();
  }

  /**
   * "usually less than five minutes"
   * https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateGrant.html
   */
  @Test
  void a_proof_after_a_grant_was_made_goes_on_for_five_minutes_and_a_half() {
    assertThat(goesOn(2, 320, GRANT.formatted("to"))).isTrue();
    assertThat(goesOn(2, 340, GRANT.formatted("to"))).isFalse();
    assertThat(goesOn(2, 80, GRANT.formatted("from"))).as("one that ends").isFalse();
  }

  @Test
  void what_was_there_before_is_tried_twice() {
    String nothing = "[{\"changed\": false, \"changes\": []}]";
    assertThat(goesOn(1, 1_000, nothing)).isTrue();
    assertThat(goesOn(2, 0, nothing)).isFalse();
  }

  @Test
  void a_new_key_of_a_rotation_alike() {
    var again = ROTATE.state("Is it proven?").at("/Choices/1/Condition");
    assertThat(evaluate(again, 2, 70, "[]")).isTrue();
    assertThat(evaluate(again, 2, 80, "[]")).isFalse();
    assertThat(evaluate(again, 1, 80, "[]")).isTrue();
  }

  /** 2 s, 4 s, … 15 s, so that a minute has eight probes, and what is soon known is soon proven. */
  @Test
  void probes_are_waited_between() {
    for (Definition each : new Definition[] {CONNECT, ROTATE}) {
      var wait = each.state("Wait for propagation");
      assertThat(wait.path("Next").asText()).isEqualTo("Prove the connection");
      assertThat(wait.path("Seconds").asText()).contains("$min([15, 2 * $probes])");
    }
  }

  /** The longest proof and one more probe fit well into what waits for a nested execution. */
  @Test
  void the_longest_proof_is_far_within_what_waits_for_it() {
    int probe = CONNECT.state("Prove the connection").path("TimeoutSeconds").asInt();
    int waited = CONNECT.state("Go back to the last good request").path("TimeoutSeconds").asInt();
    assertThat(330 + 17 + probe).isLessThan(waited - 300);
  }

  private static boolean goesOn(int probes, int seconds, String reports) {
    return evaluate(
        CONNECT.state("Is it proven?").at("/Choices/1/Condition"), probes, seconds, reports);
  }

  private static boolean evaluate(JsonNode condition, int probes, int seconds, String reports) {
    return Definition.evaluate(
            condition,
            Map.of(
                "probes",
                IntNode.valueOf(probes),
                "provingSince",
                LongNode.valueOf(System.currentTimeMillis() - 1_000L * seconds),
                "reports",
                Json.parse(reports)))
        .asBoolean();
  }
}
