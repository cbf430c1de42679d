package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an audit makes of a plan that was refused, played through its own expressions. */
class RefusedAuditContractTest {
  private static final Definition AUDIT = Definition.of("audit");

  /** Only a 404 is "gone"; which other cause it is, the refusal's own words say. */
  @ParameterizedTest
  @CsvSource({
    "icaconnect.failure.Refused, BUCKET_MISSING: There is no bucket lab., GONE",
    "icaconnect.failure.Refused, BUCKET_DENIED: The statement \"NobodyLooks\" of its policy denies s3:ListBucket., DRIFTED",
    "icaconnect.failure.Refused, BUCKET_DENIED: A service control policy of the organisation denies s3:ListBucket., DRIFTED",
    "icaconnect.failure.Refused, BUCKET_NOT_OURS: The bucket lab is another account's., DRIFTED",
    "icaconnect.failure.TryAgain, S3 did not answer., ''"
  })
  void says_which_cause_keeps_it_from_being_planned(String error, String message, String outcome) {
    var child =
        Json.MAPPER
            .createObjectNode()
            .put("Status", "FAILED")
            .put(
                "Cause",
                Json.MAPPER
                    .createObjectNode()
                    .set(
                        "failure",
                        Json.MAPPER
                            .createObjectNode()
                            .put("step", "inspect")
                            .put("error", error)
                            .put("code", message.split(":")[0])
                            .put("message", message))
                    .toString());
    var caught =
        Json.MAPPER
            .createObjectNode()
            .put("error", "States.TaskFailed")
            .put("cause", child.toString());

    JsonNode failure =
        Definition.evaluate(
            AUDIT.state("Read why it cannot be planned").at("/Assign/failure"),
            Map.of("error", caught));
    String said = "";
    for (JsonNode choice : AUDIT.state("Does that tell of drift?").path("Choices")) {
      if (Definition.evaluate(choice.path("Condition"), Map.of("failure", failure)).asBoolean()) {
        said = choice.at("/Assign/outcome").asText();
        assertThat(
                Definition.evaluate(choice.at("/Assign/drift/0/what"), Map.of("failure", failure))
                    .asText())
            .isEqualTo(message);
        break;
      }
    }
    assertThat(said).isEqualTo(outcome);
  }
}
