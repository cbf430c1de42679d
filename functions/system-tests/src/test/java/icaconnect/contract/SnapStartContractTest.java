package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import icaconnect.lambda.Json;
import icaconnect.localstack.Checkout;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What a workflow waits for starts from a snapshot, with the parameters that the stack has now.
 *
 * <p>A published version keeps its environment. SAM publishes another when the template or the code
 * changes, and CloudFormation replaces one whose description changes.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/automating-updates-to-serverless-apps.html
 */
class SnapStartContractTest {
  private static final Pattern OF_A_FUNCTION =
      Pattern.compile("\\[\"SnapStarts\",\"(\\w+)\\.Alias\",\"(\\w+)\\.Arn\"]");
  private static final Pattern WORD = Pattern.compile("[A-Za-z]+");

  /**
   * Called by AWS or by people at the ARN that they know, which no update may change: custom
   * resources have it as their ServiceToken. Nobody waits for these.
   */
  private static final Set<String> BY_THEIR_OWN_ARN =
      Set.of("CustomResourceFunction", "DeletionGuardFunction", "ListFunction", "TrailFunction");

  private static JsonNode root;
  private static final Template TEMPLATE = Template.read();

  @BeforeAll
  static void read() throws IOException {
    root = new ObjectMapper(new YAMLFactory()).readTree(Checkout.file("template.yaml").toFile());
  }

  @Test
  void every_function_that_a_workflow_invokes_has_a_snapshot_behind_an_alias() {
    var functions = TEMPLATE.resources("AWS::Serverless::Function");
    var invoked = new TreeSet<String>();
    TEMPLATE
        .resources("AWS::StepFunctions::StateMachine")
        .values()
        .forEach(machine ->
            machine
                .path("DefinitionSubstitutions")
                .properties()
                .forEach(given -> {
                  if (functions.containsKey(given.getKey())) {
                    assertThat(given.getValue())
                        .as(given.getKey())
                        .isEqualTo(byAlias(given.getKey()));
                    invoked.add(given.getKey());
                  }
                }));

    assertThat(invoked).hasSize(functions.size() - BY_THEIR_OWN_ARN.size());
    functions.forEach((name, function) -> {
      var published = function.path("AutoPublishAlias").asText();
      assertThat(published).as(name).isEqualTo(invoked.contains(name) ? "live" : "");
      if (invoked.contains(name)) {
        assertThat(function.at("/SnapStart/ApplyOn"))
            .isEqualTo(Json.parse("[\"SnapStarts\", \"PublishedVersions\", \"None\"]"));
        assertThat(function.path("AutoPublishAliasAllProperties").asBoolean()).isTrue();
        assertThat(function.path("VersionDeletionPolicy").asText()).isEqualTo("Delete");
        assertThat(function.path("VersionDescription"))
            .isEqualTo(Json.parse("[\"SnapStarts\", \"Settings\", \"AWS::NoValue\"]"));
      }
    });
  }

  /** As tried with IAM in {@code enforced/WorkflowRolesTest}. */
  @Test
  void a_workflows_role_may_invoke_what_its_definition_names_and_by_that_alias_only() {
    TEMPLATE
        .resources("AWS::StepFunctions::StateMachine")
        .forEach((name, machine) -> {
          var role = machine.path("RoleArn").asText().replace(".Arn", "");
          var allowed =
              TEMPLATE.whole(role).findParents("Action").stream()
                  .filter(statement ->
                      statement.path("Action").asText().equals("lambda:InvokeFunction"))
                  .flatMap(statement -> functions(statement.path("Resource")))
                  .collect(Collectors.toCollection(TreeSet::new));

          assertThat(allowed)
              .as(name)
              .isEqualTo(
                  functions(machine.path("DefinitionSubstitutions"))
                      .collect(Collectors.toCollection(TreeSet::new)));
        });
  }

  /** Custom resources of users' stacks and of this one hold these ARNs. */
  @Test
  void service_tokens_stay_what_they_were() {
    assertThat(TEMPLATE.output("ConnectionResourceArn").path("Value").asText())
        .isEqualTo("CustomResourceFunction.Arn");
    assertThat(TEMPLATE.whole("DeletionGuard").at("/Properties/ServiceToken").asText())
        .isEqualTo("DeletionGuardFunction.Arn");
  }

  /** The trap: a pattern is changed, or a role replaced, and workflows go on with the old one. */
  @Test
  void a_version_is_published_anew_whatever_its_environment_comes_from_changes() {
    var settings = sources(TEMPLATE.whole("Settings").at("/Properties/Content"));
    assertThat(TEMPLATE.globalFunction().at("/Environment/Variables/SETTINGS_VERSION"))
        .isEqualTo(Json.parse("[\"SnapStarts\", \"Settings\", \"AWS::NoValue\"]"));

    var needed = sources(TEMPLATE.globalFunction().path("Environment"));
    TEMPLATE
        .resources("AWS::Serverless::Function")
        .values()
        .forEach(function -> {
          if (function.has("AutoPublishAlias")) {
            needed.addAll(sources(function.path("Environment")));
            needed.addAll(sources(function.path("Role")));
          }
        });
    needed.removeAll(Set.of("SnapStart", "Settings"));
    assertThat(settings).isEqualTo(needed);
  }

  @Test
  void who_invokes_a_function_waits_for_its_snapshot() {
    var notReady =
        List.of(
            "Lambda.SnapStartNotReadyException",
            "Lambda.SnapStartTimeoutException",
            "Lambda.SnapStartException");
    TEMPLATE
        .definitions()
        .forEach((name, definition) ->
            assertThat(States.of(definition))
                .filteredOn(
                    state -> state.state().path("Resource").asText().endsWith("lambda:invoke"))
                .allSatisfy(task -> {
                  var retried =
                      task.state().path("Retry").findValues("ErrorEquals").stream()
                          .flatMap(errors -> errors.valueStream().map(JsonNode::asText))
                          .toList();
                  assertThat(retried).as(name + ": " + task.name()).containsAll(notReady);
                }));
  }

  private static JsonNode byAlias(String function) {
    return Json.parse("[\"SnapStarts\", \"%1$s.Alias\", \"%1$s.Arn\"]".formatted(function));
  }

  private static Stream<String> functions(JsonNode node) {
    var text = Json.write(node);
    var plain = OF_A_FUNCTION.matcher(text).replaceAll("");
    assertThat(plain).as("invoked otherwise").doesNotContain("Function.Arn", "Function.Alias");
    return OF_A_FUNCTION
        .matcher(text)
        .results()
        .peek(match -> assertThat(match.group(1)).isEqualTo(match.group(2)))
        .map(match -> match.group(1));
  }

  /** The parameters and resources that it refers to, itself and by conditions. */
  private static Set<String> sources(JsonNode node) {
    var found = new TreeSet<String>();
    gather(node, found);
    return found;
  }

  private static void gather(JsonNode node, Set<String> found) {
    if (node.isContainerNode()) {
      node.forEach(each -> gather(each, found));
      return;
    }
    WORD.matcher(node.asText())
        .results()
        .map(match -> match.group())
        .forEach(word -> {
          if (root.path("Parameters").has(word) || root.path("Resources").has(word)) {
            found.add(word);
          } else if (root.path("Conditions").has(word)) {
            gather(root.path("Conditions").path(word), found);
          }
        });
  }
}
