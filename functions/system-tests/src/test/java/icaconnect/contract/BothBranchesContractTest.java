package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import icaconnect.lambda.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a workflow tells of the failures that it has caught, played through its own expressions. */
class BothBranchesContractTest {
  private static final String REFUSED = "icaconnect.failure.Refused";
  private static final String LEASE_LOST = "icaconnect.failure.LeaseLost";

  private static final JsonNode DONE = Json.parse("{\"reports\": []}");

  @Test
  void says_why_of_both() {
    var told =
        told(
            failed("cors", REFUSED, "CORS_FULL: There is no room. Remedy: make room."),
            failed("iam", REFUSED, "ADOPTION_IS_OFF: It is theirs. Remedy: allow it."));

    assertThat(told.path("message").asText())
        .isEqualTo(
            "CORS_FULL: There is no room. Remedy: make room."
                + " iam failed: ADOPTION_IS_OFF: It is theirs. Remedy: allow it.");
    assertThat(told.path("step").asText()).isEqualTo("cors");
    assertThat(told.path("error").asText()).isEqualTo(REFUSED);
    assertThat(told.path("code").asText()).isEqualTo("CORS_FULL");
  }

  @Test
  void says_why_of_both_however_much_each_says() {
    var told =
        told(
            failed("bucketPolicy", REFUSED, "A_CODE: " + "x".repeat(9000)),
            failed("kms", REFUSED, "OTHER_CODE: " + "y".repeat(9000)));

    assertThat(told.path("message").asText())
        .hasSizeLessThanOrEqualTo(4000)
        .startsWith("A_CODE: x")
        .contains(" kms failed: OTHER_CODE: y");
  }

  /** AWS cuts a cause at 32,768 characters: what is left of it is no JSON. */
  @Test
  void says_why_of_both_though_a_stack_trace_was_cut() {
    String cut =
        "{\"errorMessage\":\"A_CODE: why.\",\"errorType\":\"x\",\"stackTrace\":[\""
            + "x".repeat(32_768);
    var one =
        with(
            Json.MAPPER
                .createObjectNode()
                .put("step", "cors")
                .put("error", REFUSED)
                .put("message", cut.substring(0, 32_768)));

    assertThat(told(one, failed("kms", REFUSED, "OTHER_CODE: {}")).path("message").asText())
        .isEqualTo("A_CODE: why. kms failed: OTHER_CODE: {}");
  }

  @Test
  void says_all_of_one_that_failed_alone() {
    String message = "A_CODE: " + "x".repeat(3900);

    assertThat(told(DONE, failed("iam", REFUSED, message)).path("message").asText())
        .isEqualTo(message);
    assertThat(failure(DONE, DONE).isNull()).isTrue();
  }

  /** Who has lost the bucket undoes nothing, whatever else has failed. */
  @Test
  void a_lost_lease_comes_first() {
    var told =
        told(
            failed("cors", REFUSED, "CORS_FULL: There is no room."),
            failed("iam", LEASE_LOST, "Another execution holds the bucket."));

    assertThat(told.path("error").asText()).isEqualTo(LEASE_LOST);
    assertThat(told.path("message").asText())
        .isEqualTo("Another execution holds the bucket. cors failed: CORS_FULL: There is no room.");
    assertThat(told.has("code")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"connect", "disconnect", "rotate"})
  void a_refusal_has_its_code_and_no_other_failure_has_one(String workflow) {
    assertThat(worded(workflow, caught("iam", REFUSED, "USER_MISSING: no.")).path("code").asText())
        .isEqualTo("USER_MISSING");
    assertThat(
            worded(workflow, caught("iam", "icaconnect.failure.TryAgain", "KMS: no.")).has("code"))
        .isFalse();
  }

  private static JsonNode told(JsonNode one, JsonNode other) {
    return worded("connect", failure(one, other));
  }

  private static JsonNode failure(JsonNode one, JsonNode other) {
    ArrayNode branches = Json.MAPPER.createArrayNode().add(one).add(other);
    return Definition.evaluate(
        Definition.of("connect").state("Configure bucket and user").at("/Assign/failure"),
        Map.of("states", Json.tree(Map.of("result", branches))));
  }

  private static JsonNode worded(String workflow, JsonNode failure) {
    return Definition.evaluate(
            Definition.of(workflow).state("Word the failure").at("/Assign/outcome"),
            Map.of(
                "failure",
                failure,
                "request",
                Json.parse("{\"bucket\": \"lab\"}"),
                "resume",
                TextNode.valueOf("start"),
                "undone",
                TextNode.valueOf("Nothing had been changed.")))
        .path("failure");
  }

  private static JsonNode failed(String step, String error, String message) {
    return with(caught(step, error, message));
  }

  /** What a branch ends with. */
  private static JsonNode with(JsonNode failure) {
    return Json.tree(Map.of("reports", List.of(), "failure", failure));
  }

  /** As Lambda words what a function has thrown. */
  private static JsonNode caught(String step, String error, String message) {
    var cause =
        Map.of("errorMessage", message, "errorType", error, "stackTrace", List.of("icaconnect.X"));
    return Json.tree(Map.of("step", step, "error", error, "message", Json.write(cause)));
  }
}
