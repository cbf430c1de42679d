package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import icaconnect.lambda.Json;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The attack: an event changes the fields that it may not name by leaving them out. So it works on
 * what events have connected, and on what nobody has; {@link LeaseContractTest} has every record.
 */
class EventOwnerContractTest {
  private static final String EVENTS = "an event";

  @ParameterizedTest
  @ValueSource(strings = {"connect", "disconnect"})
  void what_an_event_starts_knows_its_owner(String workflow) {
    JsonNode input =
        Definition.evaluate(
            Definition.of("receive").state("Start the execution").at("/Arguments/Input"),
            Map.of(
                "asked",
                Json.parse("{\"owner\": \"an event\", \"request\": {\"bucket\": \"lab\"}}")));
    JsonNode states =
        Json.parse(
            "{\"input\": %s, \"context\": {\"Execution\": {\"Id\": \"arn:me\"}}}".formatted(input));
    var assign = Definition.of(workflow).state("Read the request").path("Assign");

    for (var each : Map.of("owner", EVENTS, "byEvent", "true").entrySet()) {
      assertThat(Definition.evaluate(assign.path(each.getKey()), Map.of("states", states)).asText())
          .isEqualTo(each.getValue());
    }
  }

  /** Else what a person has added to what an event began would be any event's to take away. */
  @ParameterizedTest
  @CsvSource({
    "a person, '', 0, '', true",
    "an event, an event, 0, '', false",
    "a repair, '', 7, '', false",
    "a clean-up, '', 0, arn:other, false"
  })
  void what_a_person_has_connected_is_no_events_any_more(
      String who, String owner, int knownFence, String onBehalfOf, boolean persons) {
    for (String declaredBy : new String[] {EVENTS, "a stack", "the tags of the bucket"}) {
      var variables = new HashMap<String, JsonNode>();
      variables.put("owner", TextNode.valueOf(owner));
      variables.put("knownFence", Json.tree(knownFence));
      variables.put("onBehalfOf", TextNode.valueOf(onBehalfOf));
      variables.put("record", Json.tree(Map.of("declaredBy", Map.of("S", declaredBy))));

      String update =
          Definition.evaluate(
                  Definition.of("connect")
                      .state("Record and release")
                      .at("/Arguments/UpdateExpression"),
                  variables)
              .asText();

      assertThat(update.contains("REMOVE") && update.contains(", declaredBy"))
          .as("%s on what is declared by %s", who, declaredBy)
          .isEqualTo(persons && declaredBy.equals(EVENTS));
    }
  }
}
