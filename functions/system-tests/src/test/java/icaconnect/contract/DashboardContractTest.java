package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.registry.ConnectionState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DashboardContractTest {
  private final Template template = Template.read();
  private final JsonNode dashboard =
      Json.parse(
          template
              .resources("AWS::CloudWatch::Dashboard")
              .get("Dashboard")
              .path("DashboardBody")
              .asText());

  @Test
  void every_state_of_a_connection_is_shown() {
    assertThat(shown("IcaBucketConnect", "Connections"))
        .extracting(metric -> metric.get(5))
        .containsExactlyInAnyOrder(
            Arrays.stream(ConnectionState.values()).map(Enum::name).toArray(String[]::new));
  }

  @Test
  void every_workflow_is_shown_when_it_fails() {
    assertThat(shown("AWS/States", "ExecutionsFailed"))
        .extracting(metric -> metric.get(3).replaceAll("[${}]", ""))
        .containsExactlyInAnyOrderElementsOf(
            template.resources("AWS::StepFunctions::StateMachine").keySet());
  }

  /** The metrics of that name, with their dimensions, as the dashboard lists them. */
  private List<List<String>> shown(String namespace, String name) {
    var found = new ArrayList<List<String>>();
    for (JsonNode metrics : dashboard.findValues("metrics")) {
      for (JsonNode metric : metrics) {
        var texts = new ArrayList<String>();
        metric.forEach(part -> texts.add(part.asText()));
        if (texts.size() > 1 && texts.get(0).equals(namespace) && texts.get(1).equals(name)) {
          found.add(texts);
        }
      }
    }
    return found;
  }
}
