package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import icaconnect.lambda.Json;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an audit says of a plan's findings, played through its own expressions. */
class AuditFindingsContractTest {
  private static final Definition AUDIT = Definition.of("audit");

  @ParameterizedTest
  @ValueSource(
      strings = {"USER_GRANTED_MORE", "ADOPTED_USER_GRANTED_MORE", "BOUNDARY_OF_ANOTHER_STACK"})
  void what_the_user_may_besides_is_in_the_connections_line_and_no_drift(String code) {
    var plan = plan(code, "PREFIX_LONG");

    assertThat(drift(plan).path("outcome").asText()).isEqualTo("SOUND");
    assertThat(line(plan).path("findings").findValuesAsText("code")).containsExactly(code);
  }

  /** The attack: who may put a policy on the connection's secret reads the key that is in it. */
  @Test
  void a_secret_that_lets_others_in_is_drift_before_all_other_and_nothing_repairs_it() {
    var plan = plan("PREFIX_LONG", "SECRET_OPEN_TO_OTHERS");
    var found = drift(plan);

    assertThat(found.path("outcome").asText()).isEqualTo("DRIFTED");
    assertThat(found.path("drift"))
        .isEqualTo(
            Json.parse(
                """
                [{"step": "credential", "what": "SECRET_OPEN_TO_OTHERS: SECRET_OPEN_TO_OTHERS said."}]
                """));
    assertThat(isRepaired(found.path("drift"))).isFalse();

    var step = (ObjectNode) plan.at("/steps/0");
    step.put("changed", true);
    for (int number = 0; number < 30; number++) {
      step.withArray("changes").addObject().put("what", "rule " + number);
    }
    found = drift(plan);
    assertThat(found.path("drift")).hasSize(20);
    assertThat(found.at("/drift/0/what").asText()).startsWith("SECRET_OPEN_TO_OTHERS: ");
    assertThat(isRepaired(found.path("drift"))).isFalse();

    ((ObjectNode) plan).putArray("findings");
    found = drift(plan);
    assertThat(found.path("outcome").asText()).isEqualTo("DRIFTED");
    assertThat(found.path("drift")).hasSize(20);
    assertThat(isRepaired(found.path("drift"))).isTrue();
  }

  @Test
  void a_plan_without_such_a_finding_and_a_failed_one_say_nothing() {
    for (var plan : new JsonNode[] {plan("PREFIX_LONG"), Json.parse("{}")}) {
      assertThat(line(plan).has("findings")).isFalse();
    }
  }

  private static JsonNode plan(String... codes) {
    var plan =
        (ObjectNode)
            Json.parse(
                """
                {"steps": [{"name": "cors", "changed": false, "changes": []}],
                 "verification": {"checks": [{"name": "list", "status": "PASS"}]}, "findings": []}
                """);
    for (String code : codes) {
      plan.withArray("findings")
          .addObject()
          .put("code", code)
          .put("severity", "WARNING")
          .put("message", code + " said.");
    }
    return plan;
  }

  private static JsonNode drift(JsonNode plan) {
    return Definition.evaluate(
        AUDIT.state("Gather the drift").path("Assign"), Map.of("plan", plan));
  }

  private static boolean isRepaired(JsonNode drift) {
    var condition = AUDIT.state("Is it to be repaired?").at("/Choices/0/Condition").asText();
    return Definition.evaluate(
            // The library here has no way to bind JSON's null.
            TextNode.valueOf(condition.replace("$error = null", "true")),
            Map.of(
                "entry",
                Json.parse("{\"autoRepair\": true}"),
                "record",
                Json.parse("{\"history\": {\"S\": \"[]\"}}"),
                "drift",
                drift))
        .asBoolean();
  }

  private static JsonNode line(JsonNode plan) {
    var body = AUDIT.state("Leave the outcome").at("/Arguments/Body").asText();
    var variables = new HashMap<String, JsonNode>();
    variables.put("entry", Json.parse("{\"index\": 0, \"bucket\": \"lab\"}"));
    variables.put("outcome", TextNode.valueOf("SOUND"));
    variables.put("drift", Json.MAPPER.createArrayNode());
    variables.put("plan", plan);
    // The library here has no way to bind JSON's null.
    return Definition.evaluate(TextNode.valueOf(body.replace("$error = null", "true")), variables);
  }
}
