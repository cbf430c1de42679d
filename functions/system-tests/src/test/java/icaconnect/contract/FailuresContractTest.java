package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A person who reads why a workflow failed reads the same shape everywhere, and no stack trace. */
class FailuresContractTest {
  /**
   * One starts other workflows, and puts aside what it cannot. Two of the hub call no function and
   * answer nobody: an alarm tells of them, with AWS's own words.
   */
  private static final Set<String> NEVER_FAIL =
      Set.of("ReceiveStateMachine", "hub Keep", "hub Report");

  private final Map<String, JsonNode> definitions = definitions();

  /** Of the application, and of the hub of an organisation. */
  private static Map<String, JsonNode> definitions() {
    var all = Template.read().definitions();
    Template.read("organisation/hub.yaml")
        .resources("AWS::StepFunctions::StateMachine")
        .forEach((name, machine) -> all.put("hub " + name, machine.path("Definition")));
    return all;
  }

  @Test
  void each_failed_execution_says_step_error_message_and_what_was_undone() {
    definitions.forEach((machine, definition) -> {
      var failing =
          States.of(definition).stream()
              .filter(state -> state.state().path("Type").asText().equals("Fail"))
              .toList();
      assertThat(failing.isEmpty()).as(machine).isEqualTo(NEVER_FAIL.contains(machine));
      assertThat(failing)
          .allSatisfy(state -> {
            var cause = state.state().path("Cause").asText();
            assertThat(cause).as("%s: %s", machine, state.name()).startsWith("{% ");
            assertThat(
                    cause.contains("$string($outcome)")
                        || cause.contains("'status': 'FAILED'")
                            && cause.contains("'failure': {'step': "))
                .as("%s: %s", machine, state.name())
                .isTrue();
          });
    });
  }

  @Test
  void no_stack_trace_reaches_an_answer_or_a_message() {
    definitions.forEach(
        (machine, definition) -> assertThat(StackTraces.in(definition)).as(machine).isEmpty());
  }

  @Test
  void a_stack_trace_that_is_passed_on_is_noticed() {
    var connect = definitions.get("ConnectStateMachine").deepCopy();
    ((ObjectNode) connect.at("/States/Failed")).put("Cause", "{% $failure.message %}");
    assertThat(StackTraces.in(connect)).containsExactly("Failed: Cause");
  }

  /** What is not caught ends as AWS words it: a function's error with its stack trace. */
  @Test
  void whatever_can_fail_is_caught_in_every_workflow_of_many_buckets() {
    for (var machine :
        Set.of(
            "ConnectManyStateMachine",
            "AuditStateMachine",
            "DisconnectAllStateMachine",
            "RotateDueStateMachine",
            "hub ManyAccounts")) {
      definitions
          .get(machine)
          .path("States")
          .properties()
          .forEach(entry -> {
            if (Set.of("Task", "Map", "Parallel")
                .contains(entry.getValue().path("Type").asText())) {
              assertThat(entry.getValue().path("Catch").toString())
                  .as("%s: %s", machine, entry.getKey())
                  .contains("States.ALL");
            }
          });
    }
  }
}
