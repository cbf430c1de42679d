package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.localstack.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TemplateContractTest {
  private static final int LONGEST_SECONDS = 3000;
  private static final int TWO_DAYS = 2 * 24 * 3600;

  /**
   * A rotation waits for a person and lets an old key rest, each for up to a week and several
   * times.
   */
  private static final Map<String, Integer> LONGER =
      Map.of("RotateStateMachine", 30 * 24 * 3600, "DisconnectAllStateMachine", TWO_DAYS);

  private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{(\\w+)}");

  private final Template template = Template.read();

  @Test
  void every_handler_is_the_class_of_its_function_in_the_composition_root() {
    var functions = template.resources("AWS::Serverless::Function");
    assertThat(functions)
        .isNotEmpty()
        .allSatisfy((name, function) -> {
          assertThat(function.path("Handler").asText()).isEqualTo("icaconnect.function." + name);
          var handler = classNamed(function.path("Handler").asText());
          assertThat(RequestStreamHandler.class).isAssignableFrom(handler);
          assertThat(handler.getConstructors())
              .as("public constructors of " + handler)
              .isNotEmpty();
        });
  }

  @Test
  void every_function_has_a_role_and_a_log_group_of_its_own() {
    var functions = template.resources("AWS::Serverless::Function");
    var roles =
        functions.values().stream().map(function -> function.path("Role").asText()).toList();
    assertThat(roles).doesNotHaveDuplicates().doesNotContain("");
    var logs = template.resources("AWS::Logs::LogGroup").values();
    assertThat(logs)
        .allSatisfy(
            log -> assertThat(log.path("RetentionInDays").asText()).isEqualTo("LogRetentionDays"));
    assertThat(logs.stream().map(log -> log.path("LogGroupName").asText()).toList())
        .containsAll(
            functions.values().stream()
                .map(f -> "/aws/lambda/" + f.path("FunctionName").asText())
                .toList());
  }

  /** They stand in each role, so that a reviewer sees them; none may differ unseen. */
  @Test
  void every_functions_role_trusts_lambda_alone_and_in_the_same_words() {
    var roles = template.resources("AWS::IAM::Role");
    var trusted =
        template.resources("AWS::Serverless::Function").values().stream()
            .map(function -> function.path("Role").asText().replace(".Arn", ""))
            .map(role -> roles.get(role).path("AssumeRolePolicyDocument"))
            .distinct()
            .toList();

    assertThat(trusted).hasSize(1);
    assertThat(trusted.getFirst().at("/Statement").size()).isEqualTo(1);
    assertThat(trusted.getFirst().at("/Statement/0/Principal").toString())
        .isEqualTo("{\"Service\":\"lambda.amazonaws.com\"}");
  }

  /** https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html: 64 characters. */
  @Test
  void the_readme_says_how_long_a_stacks_name_may_be() throws IOException {
    int longest =
        template.resources("AWS::Serverless::Function").values().stream()
            .mapToInt(function ->
                function.path("FunctionName").asText().replace("${AWS::StackName}", "").length())
            .max()
            .orElseThrow();
    assertThat(Files.readString(Checkout.file("README.md")))
        .contains("A stack's name has at most " + (64 - longest) + " characters");
  }

  @Test
  void substitutions_are_those_that_the_definition_uses() {
    template
        .resources("AWS::StepFunctions::StateMachine")
        .forEach((name, machine) -> {
          var given = new TreeSet<String>();
          machine.path("DefinitionSubstitutions").fieldNames().forEachRemaining(given::add);
          assertThat(given).as(name).isEqualTo(used(template.definitions().get(name)));
        });
  }

  @Test
  void every_state_and_machine_ends_in_time() {
    template
        .definitions()
        .forEach((name, definition) -> {
          assertThat(definition.path("TimeoutSeconds").asInt())
              .as(name)
              .isBetween(1, longest(name, definition));
          assertThat(States.of(definition))
              .filteredOn(States.Named::isTask)
              .allSatisfy(task ->
                  assertThat(
                          task.state().path("TimeoutSeconds").isMissingNode()
                              && task.state().path("HeartbeatSeconds").isMissingNode())
                      .as(name + ": " + task.name())
                      .isFalse());
        });
  }

  @Test
  void functions_end_before_the_states_that_invoke_them() {
    int longest = template.globalFunction().path("Timeout").asInt();
    template
        .definitions()
        .forEach((name, definition) ->
            assertThat(States.of(definition))
                .filteredOn(
                    state -> state.state().path("Resource").asText().endsWith("lambda:invoke"))
                .allSatisfy(task ->
                    assertThat(task.state().path("TimeoutSeconds").asInt())
                        .as(task.name())
                        .isGreaterThan(longest)));
  }

  @Test
  void every_task_that_invokes_a_function_retries_what_waiting_can_cure() {
    template
        .definitions()
        .forEach((name, definition) ->
            assertThat(States.of(definition))
                .filteredOn(
                    state -> state.state().path("Resource").asText().endsWith("lambda:invoke"))
                .allSatisfy(task -> {
                  assertThat(errors(task.state().path("Retry")))
                      .as(task.name())
                      .contains("Lambda.TooManyRequestsException");
                  assertThat(task.state().path("Retry"))
                      .allSatisfy(retry -> {
                        assertThat(retry.path("JitterStrategy").asText()).isEqualTo("FULL");
                        assertThat(retry.path("MaxDelaySeconds").asInt()).isPositive();
                      });
                  assertThat(errors(task.state().path("Catch")))
                      .as(task.name())
                      .contains("States.ALL");
                }));
  }

  @Test
  void errors_that_the_workflows_match_are_classes() {
    template
        .definitions()
        .forEach((name, definition) -> {
          var text = Pattern.compile("icaconnect\\.[A-Za-z.]+").matcher(Json.write(definition));
          assertThat(text.results().map(match -> match.group()).collect(Collectors.toSet()))
              .as(name)
              .allSatisfy(
                  error -> assertThat(RuntimeException.class).isAssignableFrom(classNamed(error)));
        });
  }

  @Test
  void every_choice_has_a_way_out() {
    template
        .definitions()
        .forEach((name, definition) ->
            assertThat(States.of(definition))
                .filteredOn(state -> state.state().path("Type").asText().equals("Choice"))
                .allSatisfy(choice ->
                    assertThat(choice.state().has("Default"))
                        .as(name + ": " + choice.name())
                        .isTrue()));
  }

  /** Ten thousand buckets take hours. */
  private static int longest(String machine, JsonNode definition) {
    boolean fleet = Json.write(definition).contains("\"DISTRIBUTED\"");
    return LONGER.getOrDefault(machine, fleet ? TWO_DAYS : LONGEST_SECONDS);
  }

  private static Class<?> classNamed(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError("there is no class " + name, e);
    }
  }

  private static Set<String> used(JsonNode definition) {
    return SUBSTITUTION
        .matcher(Json.write(definition))
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> errors(JsonNode rules) {
    var names = new TreeSet<String>();
    rules.forEach(rule -> rule.path("ErrorEquals").forEach(name -> names.add(name.asText())));
    return names;
  }
}
