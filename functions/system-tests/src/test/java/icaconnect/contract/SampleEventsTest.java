package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.connection.Connection;
import icaconnect.connection.Mode;
import icaconnect.event.EventHandlers;
import icaconnect.localstack.Checkout;
import icaconnect.step.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleEventsTest {
  private static final String DOOR_TESTS = "functions/connector/src/test/java/icaconnect/entry";

  private static final List<String> MANUAL =
      List.of(
          "manual-connect.json",
          "manual-connect-minimal.json",
          "manual-plan.json",
          "manual-disconnect.json",
          "manual-rotate.json");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "manual-connect.json",
        "manual-connect-minimal.json",
        "manual-plan.json",
        "manual-disconnect.json",
        "manual-rotate.json"
      })
  void a_manual_request_is_a_connection(String file) {
    assertThat(connection(file).bucket().value()).isEqualTo("lab-sequencing-data");
  }

  @Test
  void every_manual_sample_is_read_by_this_test() {
    assertThat(
            Template.files("events", "manual-*.json").stream()
                .map(file -> file.getFileName().toString()))
        .containsExactlyInAnyOrderElementsOf(MANUAL);
  }

  @Test
  void the_full_request_uses_the_names_of_the_vendors_page() {
    assertThat(connection("manual-connect.json").userName()).isEqualTo("illumina_ica_admin");
    assertThat(connection("manual-connect.json").policyName())
        .isEqualTo("illumina-ica-admin-policy");
  }

  @Test
  void the_plan_is_a_plan() {
    assertThat(connection("manual-plan.json").mode()).isEqualTo(Mode.PLAN);
  }

  @ParameterizedTest
  @CsvSource({
    "requested-connect.json, connect", "requested-disconnect.json, disconnect",
    "tagged-connect.json, connect", "tagged-disconnect.json, disconnect"
  })
  void an_event_asks_for_what_its_name_says(String file, String action) {
    var event = Template.json(Checkout.file("events/" + file));
    var tags = new HashMap<String, String>();
    event
        .at("/detail/tags")
        .properties()
        .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));

    var decision = Invocation.of(EventHandlers.seeing(tags), event);

    assertThat(decision.path("decision").asText()).isEqualTo(action);
    assertThat(decision.at("/request/bucket").asText()).isEqualTo("lab-sequencing-data");
  }

  @Test
  void every_sample_of_the_event_door_is_read_by_this_test() {
    assertThat(Template.files("events", "{requested,tagged}-*.json")).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cloudformation-*.json", "reply-*.json"})
  void every_sample_of_the_cloudformation_door_is_read_by_a_test(String samples)
      throws IOException {
    var tests = new StringBuilder();
    for (var test : Template.files(DOOR_TESTS, "*.java")) {
      tests.append(Files.readString(test));
    }

    assertThat(Template.files("events", samples))
        .hasSizeGreaterThan(3)
        .extracting(file -> file.getFileName().toString().replace(".json", ""))
        .allSatisfy(sample -> assertThat(tests).contains("\"" + sample + "\""));
  }

  private static Connection connection(String file) {
    return Connection.parse(Template.json(Checkout.file("events/" + file)));
  }
}
