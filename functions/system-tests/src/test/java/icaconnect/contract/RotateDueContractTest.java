package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import icaconnect.lambda.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The daily run, played through its own expressions: what could not be started fails it. */
class RotateDueContractTest {
  private static final Definition DUE = Definition.of("rotate-due");
  private static final String TAKEN = "StepFunctions.ExecutionAlreadyExistsException";
  private static final String DENIED = "StepFunctions.AccessDeniedException";

  /** The attack: a policy of the organisation denies the start, and no key is rotated any more. */
  @Test
  void a_rotation_that_is_denied_stops_no_other_and_fails_the_run() {
    var variables = begun();
    page(variables, started("lab-a"), refused("lab.b", DENIED), started("lab-c"));
    page(variables, started("lab-d"));

    assertThat(chosen(variables)).isEqualTo("Some are not started");
    JsonNode failure =
        Definition.evaluate(DUE.state("Some are not started").at("/Assign/failure"), variables);
    assertThat(failure.path("error").asText()).isEqualTo("NotAllStarted");
    assertThat(failure.path("message").asText())
        .contains("of lab.b. ", DENIED + ": no. Remedy")
        .doesNotContain("lab-");
    assertThat(DUE.state("Some are not started").path("Next").asText()).isEqualTo("Failed");
  }

  @Test
  void one_that_is_started_already_is_passed_over() {
    var variables = begun();
    page(variables, started("lab-a"), refused("lab-b", TAKEN));
    page(variables);

    assertThat(chosen(variables)).isEqualTo("All started");
  }

  /** An execution may have 25,000 events; the connections of the last pages have keys too. */
  @Test
  void another_execution_goes_on_before_the_history_is_full() {
    var variables = begun();
    var page = Json.parse("{\"bucket\": {\"S\": \"lab-z\"}}");
    variables.put("next", page);
    for (int i = 0; i < 9; i++) {
      assertThat(chosen(variables)).isEqualTo("Read a page of the registry");
      page(variables, refused("lab-a", DENIED));
    }

    assertThat(chosen(variables)).isEqualTo("Go on in another execution");
    JsonNode goesOn = DUE.state("Go on in another execution");
    var with = new HashMap<>(variables);
    with.put("states", Json.tree(Map.of("input", Map.of("after", page))));
    assertThat(Definition.evaluate(goesOn.at("/Arguments/Input/after"), with)).isEqualTo(page);
    assertThat(Definition.evaluate(DUE.state("Begin").at("/Assign/next"), with)).isEqualTo(page);
    variables.put("next", goesOn.at("/Assign/next"));
    assertThat(chosen(variables)).isEqualTo("Some are not started");
  }

  /** Else who may start rotations takes the day's name first, and no key is rotated. */
  @Test
  void a_name_is_the_runs_own_and_one_that_step_functions_takes() {
    var run = DUE.state("Begin").at("/Assign/run").asText();
    assertThat(run).isEqualTo("{% $substring($uuid(), 0, 16) %}");

    String longest = "a.b-" + "c".repeat(59);
    assertThat(name(longest, "0123456789abcdef"))
        .hasSizeLessThanOrEqualTo(80)
        .as("log delivery takes no dots in names of executions")
        .doesNotContain(".")
        .matches("[a-z0-9_-]+")
        .isNotEqualTo(name(longest, "0123456789abcdee"));
  }

  private static String name(String bucket, String run) {
    return Definition.evaluate(
            DUE.state("Start a rotation").at("/Arguments/Name"),
            Map.of("states", states("input", bucket), "run", TextNode.valueOf(run)))
        .asText();
  }

  private static Map<String, JsonNode> begun() {
    var variables = new HashMap<String, JsonNode>();
    variables.put("left", DUE.state("Begin").at("/Assign/left"));
    variables.put("why", TextNode.valueOf(""));
    variables.put("pages", DUE.state("Begin").at("/Assign/pages"));
    variables.put("next", Json.parse("null"));
    return variables;
  }

  private static JsonNode started(String bucket) {
    return Definition.evaluate(
        DUE.state("Start a rotation").path("Output"), Map.of("states", states("input", bucket)));
  }

  private static JsonNode refused(String bucket, String error) {
    JsonNode states =
        Json.tree(Map.of("input", bucket, "errorOutput", Map.of("Error", error, "Cause", "no.")));
    for (JsonNode each : DUE.state("Start a rotation").path("Catch")) {
      if (List.of(error, "States.ALL").contains(each.at("/ErrorEquals/0").asText())) {
        return Definition.evaluate(each.path("Output"), Map.of("states", states));
      }
    }
    throw new AssertionError(error + " is not caught");
  }

  private static void page(Map<String, JsonNode> variables, JsonNode... outputs) {
    variables.put("states", states("result", outputs));
    Definition.evaluate(DUE.state("Start the rotations").path("Assign"), variables)
        .properties()
        .forEach(each -> variables.put(each.getKey(), each.getValue()));
  }

  private static JsonNode states(String name, Object value) {
    return Json.tree(Map.of(name, value));
  }

  private static String chosen(Map<String, JsonNode> variables) {
    JsonNode choice = DUE.state("Is there another page?");
    for (JsonNode each : choice.path("Choices")) {
      if (Definition.evaluate(each.path("Condition"), variables).asBoolean()) {
        return each.path("Next").asText();
      }
    }
    return choice.path("Default").asText();
  }
}
