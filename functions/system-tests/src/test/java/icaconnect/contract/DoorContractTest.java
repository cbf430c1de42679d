package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.localstack.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the CloudFormation door promises, its page says, and its workflows do. */
class DoorContractTest {
  private static final int CLOUDFORMATION_WAITS_SECONDS = 3600;

  /**
   * They write nothing that a disconnect takes back: the first one writes to ICA, which has no
   * delete, and gives it a key that is gone by then.
   */
  private static final Set<String> NOTHING_TO_TAKE_BACK =
      Set.of("RegistrationFunction", "RegistrationStatusFunction", "ReplyFunction");

  private final Template template = Template.read();
  private final String page = read("docs/custom-resource.md");

  @Test
  void the_page_has_a_row_for_each_attribute_and_for_no_other() {
    var answered = new TreeSet<String>();
    definition("ConnectStateMachine")
        .at("/States/Answer the door/Arguments/Payload/outcome/attributes")
        .fieldNames()
        .forEachRemaining(answered::add);

    assertThat(rows(section("## Attributes")))
        .isEqualTo(answered)
        .contains("StorageCredentialId", "StorageConfigurationId", "IcaStatus");
  }

  @Test
  void the_advised_service_timeout_is_longer_than_any_workflow_and_within_cloudformations_hour() {
    int advised =
        Integer.parseInt(
            Pattern.compile("`ServiceTimeout`: leave it out, or give at least (\\d+) seconds")
                .matcher(page)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1));

    assertThat(advised).isLessThan(CLOUDFORMATION_WAITS_SECONDS);
    assertThat(List.of("ConnectStateMachine", "DisconnectStateMachine"))
        .allSatisfy(machine ->
            assertThat(definition(machine).path("TimeoutSeconds").asInt()).isLessThan(advised));
  }

  /** Any name can be given to an execution, so Reply is told whose end it is. */
  @Test
  void each_workflow_tells_reply_its_own_name_which_is_the_end_of_its_state_machines() {
    for (var machine : List.of("ConnectStateMachine", "DisconnectStateMachine")) {
      var properties = template.whole(machine).path("Properties");
      assertThat(States.of(definition(machine)))
          .filteredOn(state ->
              state.state().at("/Arguments/FunctionName").asText().equals("${ReplyFunction}"))
          .hasSize(2)
          .allSatisfy(state ->
              assertThat(properties.path("StateMachineName").toString())
                  .contains(
                      "${AWS::StackName}-"
                          + state.state().at("/Arguments/Payload/workflow").asText()
                          + "\""));
    }
  }

  @Test
  void a_disconnect_waits_longer_than_any_function_of_a_stopped_execution_may_run() {
    var waits =
        Pattern.compile("\\$max\\(\\[0, (\\d+) -")
            .matcher(
                definition("DisconnectStateMachine")
                    .at("/States/Is the holder still running?/Assign/stillWriting")
                    .asText());
    assertThat(waits.find()).isTrue();
    int seconds = Integer.parseInt(waits.group(1));
    int global = template.globalFunction().path("Timeout").asInt();
    var functions = template.resources("AWS::Serverless::Function");

    assertThat(functionsOf("ConnectStateMachine", "DisconnectStateMachine", "RotateStateMachine"))
        .hasSizeGreaterThan(6)
        .allSatisfy(function ->
            assertThat(functions.get(function).path("Timeout").asInt(global))
                .as(function)
                .isLessThan(seconds));
  }

  /** Those whose writes a disconnect takes back. */
  private Set<String> functionsOf(String... machines) {
    var machinesByName = template.resources("AWS::StepFunctions::StateMachine");
    return List.of(machines).stream()
        .flatMap(machine ->
            machinesByName.get(machine).path("DefinitionSubstitutions").properties().stream())
        .map(substitution -> substitution.getKey())
        .filter(name -> name.endsWith("Function"))
        .filter(name -> !NOTHING_TO_TAKE_BACK.contains(name))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private JsonNode definition(String machine) {
    return template.definitions().get(machine);
  }

  private String section(String heading) {
    return page.substring(page.indexOf(heading)).split("\n## ", 2)[0];
  }

  /** The names in the first column of a table. */
  private static Set<String> rows(String section) {
    return section
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.split("\\|")[1])
        .flatMap(cell -> Pattern.compile("`(\\w+)`").matcher(cell).results())
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String read(String file) {
    try {
      return Files.readString(Checkout.file(file));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
