package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.localstack.Checkout;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One version, and every place that says it. */
class VersionContractTest {
  private static final Pattern SEMANTIC = Pattern.compile("(0|[1-9]\\d*)(\\.(0|[1-9]\\d*)){2}");
  private static final String KNOWN =
      "(attribute_not_exists(schemaVersion) OR schemaVersion <= :schema)";

  private final Template template = Template.read();
  private final String version = release("Version");

  @Test
  void it_is_a_semantic_version() {
    assertThat(version).matches(SEMANTIC);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pom.xml",
        "functions/connector/pom.xml",
        "cli/pom.xml",
        "cdk/pom.xml",
        "functions/system-tests/pom.xml"
      })
  void each_pom_has_it(String pom) {
    var found =
        Pattern.compile("(?s)</modelVersion>.*?<version>([^<]+)</version>")
            .matcher(Checkout.text(pom));
    assertThat(found.find()).isTrue();
    assertThat(found.group(1)).isEqualTo(version);
  }

  @Test
  void the_newest_version_of_the_changelog_is_it() {
    var found = Pattern.compile("(?m)^## \\[(\\d[^]]*)]").matcher(Checkout.text("CHANGELOG.md"));
    assertThat(found.find()).isTrue();
    assertThat(found.group(1)).isEqualTo(version);
  }

  @Test
  void the_stack_its_functions_and_its_workflows_say_it() {
    String release = "[\"Application\",\"Release\",\"Version\"]";
    assertThat(Json.write(template.output("Version").path("Value"))).isEqualTo(release);
    assertThat(Json.write(template.globalFunction().at("/Environment/Variables/STACK_VERSION")))
        .isEqualTo(release);
    announcing()
        .forEach((name, machine) ->
            assertThat(Json.write(machine.at("/DefinitionSubstitutions/Version")))
                .as(name)
                .isEqualTo(release));
  }

  @Test
  void everything_that_is_announced_says_it() {
    announcing()
        .keySet()
        .forEach(name ->
            States.of(template.definitions().get(name)).stream()
                .filter(state -> state.state().path("Resource").asText().endsWith("putEvents"))
                .forEach(state ->
                    assertThat(state.state().at("/Arguments/Entries/0/Detail").asText())
                        .as(state.name())
                        .startsWith("{% {'version': '1', 'stackVersion': '${Version}', ")));
  }

  @Test
  void whoever_takes_a_lease_writes_the_version_of_its_records_and_takes_no_newer_one() {
    var takers =
        template.definitions().values().stream()
            .flatMap(definition -> States.of(definition).stream())
            .filter(state -> state.name().equals("Take the lease"))
            .toList();

    assertThat(takers).hasSize(3);
    assertThat(takers)
        .allSatisfy(state -> {
          var arguments = state.state().path("Arguments");
          assertThat(arguments.path("ConditionExpression").asText()).contains(" AND " + KNOWN);
          assertThat(arguments.path("UpdateExpression").asText())
              .contains("schemaVersion = :schema");
          assertThat(arguments.at("/ExpressionAttributeValues/:schema/N").asText())
              .isEqualTo("${RegistrySchema}");
        });
  }

  @Test
  void the_guard_is_asked_when_either_changes() {
    var guard = template.whole("DeletionGuard").path("Properties");
    assertThat(Json.write(guard.path("Version"))).contains("Release", "\"Version\"");
    assertThat(Json.write(guard.path("RegistrySchema"))).contains("Release", "\"RegistrySchema\"");
    assertThat(Integer.parseInt(release("RegistrySchema"))).isPositive();
  }

  private Map<String, JsonNode> announcing() {
    return template.resources("AWS::StepFunctions::StateMachine").entrySet().stream()
        .filter(machine -> machine.getValue().path("DefinitionSubstitutions").has("EventBus"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private String release(String key) {
    return template.mapping("Application").path("Release").path(key).asText();
  }
}
