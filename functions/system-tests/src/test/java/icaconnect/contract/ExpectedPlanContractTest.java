package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import icaconnect.lambda.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What connect does of a request that expects a plan, played through its own expressions. */
class ExpectedPlanContractTest {
  private static final Definition CONNECT = Definition.of("connect");

  private final ObjectNode request =
      Json.MAPPER.createObjectNode().put("bucket", "lab").put("prefix", "runs/");

  @Test
  void only_a_request_that_expects_a_plan_and_writes_is_planned_once_more() {
    assertThat(plansOnceMore()).isFalse();
    request.put("expectedPlan", "");
    assertThat(plansOnceMore()).isTrue();
    request.put("mode", "apply");
    assertThat(plansOnceMore()).isTrue();
    request.put("mode", "plan");
    assertThat(plansOnceMore()).isFalse();
  }

  @Test
  void a_key_is_judged_before_the_first_write_unless_all_is_planned() {
    String key = "{\"kmsKeyArn\": \"arn:aws:kms:us-east-1:111122223333:key/k\"}";
    assertThat(goesTo(key, "{}")).isEqualTo("Judge the key");
    assertThat(goesTo("{}", "{\"kms\": \"{}\"}")).isEqualTo("Judge the key");
    assertThat(goesTo("{}", "{\"cors\": \"{}\"}")).isEqualTo("Configure bucket and user");
    assertThat(goesTo(key, "{}", true))
        .as("what can be restored is, whatever has become of the key")
        .isEqualTo("Configure bucket and user");
    request.put("expectedPlan", "");
    assertThat(goesTo(key, "{}")).isEqualTo("Plan it once more");
    request.put("mode", "plan");
    assertThat(goesTo(key, "{}")).isEqualTo("Configure bucket and user");

    JsonNode payload = CONNECT.state("Judge the key").at("/Arguments/Payload");
    assertThat(evaluate(payload.path("request")).path("mode").asText()).isEqualTo("plan");
    assertThat(payload.has("lease")).isFalse();
  }

  private String goesTo(String facts, String journal) {
    return goesTo(facts, journal, false);
  }

  private String goesTo(String facts, String journal, boolean restoring) {
    var known =
        Map.<String, JsonNode>of(
            "request",
            request,
            "facts",
            Json.parse(facts),
            "journal",
            Json.parse(journal),
            "restoring",
            BooleanNode.valueOf(restoring));
    for (JsonNode choice : CONNECT.state("Is a plan expected?").path("Choices")) {
      if (Definition.evaluate(choice.path("Condition"), known).asBoolean()) {
        return choice.path("Next").asText();
      }
    }
    return CONNECT.state("Is a plan expected?").path("Default").asText();
  }

  @Test
  void it_is_planned_as_it_was_asked() {
    request.put("expectedPlan", "cors=1").put("mode", "apply");
    JsonNode input = CONNECT.state("Plan it once more").at("/Arguments/Input/request");

    assertThat(evaluate(input)).isEqualTo(request.deepCopy().put("mode", "plan"));
  }

  @Test
  void the_refusal_of_the_plan_is_the_refusal_of_the_connect() {
    var refused =
        Json.parse(
            "{\"failure\": {\"step\": \"iam\", \"error\": \"icaconnect.failure.Refused\", \"message\": \"PLAN_CHANGED: …\"}}");
    var nested =
        Json.MAPPER.createObjectNode().put("Status", "FAILED").put("Cause", refused.toString());

    assertThat(failure("States.TaskFailed", nested.toString())).isEqualTo(refused.path("failure"));
    assertThat(failure("States.Timeout", "").path("step").asText()).isEqualTo("plan");
    assertThat(failure("States.TaskFailed", "{cut").path("error").asText())
        .isEqualTo("States.TaskFailed");
  }

  /** By whatever step; see decision 1905. */
  @Test
  void a_refusal_before_the_first_write_leaves_no_record_of_a_first_connect() {
    for (JsonNode assigned :
        List.of(
            CONNECT.state("Inspect the bucket").at("/Catch/0/Assign"),
            CONNECT.state("Has the owner added it?").at("/Choices/0/Assign"),
            CONNECT.state("Plan it once more").at("/Catch/0/Assign"),
            CONNECT.state("Judge the key").at("/Catch/0/Assign"))) {
      assertThat(forgets(assigned, "{\"state\": {\"S\": \"CONNECTING\"}}", "{}")).isTrue();
      assertThat(forgets(assigned, "{\"wish\": {\"S\": \"{}\"}}", "{}")).isFalse();
      assertThat(forgets(assigned, "{\"history\": {\"S\": \"[]\"}}", "{}")).isFalse();
      assertThat(forgets(assigned, "{}", "{\"cors\": \"began\"}")).isFalse();
    }
    assertThat(
            forgets(
                CONNECT.state("Prove the connection").at("/Catch/0/Assign"),
                "{\"state\": {\"S\": \"CONNECTING\"}}",
                "{}"))
        .isFalse();
  }

  private static boolean forgets(JsonNode assigned, String record, String journal) {
    var untouched =
        assigned.has("untouched")
            ? assigned.path("untouched")
            : CONNECT.state("Read the request").at("/Assign/untouched");
    return Definition.evaluate(
            CONNECT.state("Is there a record to write?").at("/Choices/1/Condition"),
            Map.of(
                "untouched",
                untouched,
                "restoring",
                BooleanNode.FALSE,
                "failure",
                Json.parse("{\"step\": \"bucketPolicy\"}"),
                "journal",
                Json.parse(journal),
                "record",
                Json.parse(record),
                "owner",
                TextNode.valueOf("")))
        .asBoolean();
  }

  @Test
  void a_repair_is_not_held_to_a_plan_of_long_ago() {
    request.put("expectedPlan", "cors=1");
    JsonNode wish =
        CONNECT.state("Record and release").at("/Arguments/ExpressionAttributeValues/:wish/S");

    request.put("mode", "apply");
    assertThat(Json.parse(evaluate(wish).asText()))
        .isEqualTo(Json.parse("{\"bucket\": \"lab\", \"prefix\": \"runs/\", \"mode\": \"apply\"}"));
  }

  @Test
  void a_plan_answers_all_its_writes_as_one_text() {
    var reports =
        Json.parse(
            "[{\"name\": \"inspect\", \"writes\": []}, {\"name\": \"cors\", \"writes\": [\"cors=1\", \"cors=2\"]}, {\"name\": \"iam\", \"writes\": [\"iam=3\"]}, {\"name\": \"kms\"}]");
    JsonNode output = CONNECT.state("Planned").path("Output");

    assertThat(planned(output, reports)).isEqualTo("cors=1 cors=2 iam=3");
    assertThat(planned(output, Json.parse("[{\"name\": \"kms\"}]"))).isEmpty();
  }

  private String planned(JsonNode output, JsonNode reports) {
    return Definition.evaluate(
            output,
            Map.of(
                "request",
                request,
                "reports",
                reports,
                "facts",
                Json.MAPPER.createObjectNode().put("region", "us-east-1"),
                "checks",
                Json.MAPPER.createArrayNode()))
        .path("expectedPlan")
        .asText();
  }

  private JsonNode failure(String error, String cause) {
    var states = Json.MAPPER.createObjectNode();
    states.putObject("errorOutput").put("Error", error).put("Cause", cause);
    return Definition.evaluate(
        CONNECT.state("Plan it once more").at("/Catch/0/Assign/failure"), Map.of("states", states));
  }

  private boolean plansOnceMore() {
    return evaluate(CONNECT.state("Is a plan expected?").at("/Choices/0/Condition")).asBoolean();
  }

  private JsonNode evaluate(JsonNode expression) {
    return Definition.evaluate(expression, Map.of("request", request));
  }
}
