package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** A person who reads why a workflow failed reads the same shape everywhere, and no stack trace. */
class FailuresContractTest {
  /** It starts other workflows, and puts aside what it cannot. */
  private static final Set<String> NEVER_FAIL = Set.of("ReceiveStateMachine");

  private final Template template = Template.read();

  @Test
  void each_failed_execution_says_step_error_message_and_what_was_undone() {
    template
        .definitions()
        .forEach((machine, definition) -> {
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

  /** What is not caught ends as AWS words it: a function's error with its stack trace. */
  @Test
  void whatever_can_fail_is_caught_in_every_workflow_of_many_buckets() {
    for (var machine :
        Set.of(
            "ConnectManyStateMachine",
            "AuditStateMachine",
            "DisconnectAllStateMachine",
            "RotateDueStateMachine")) {
      template
          .definitions()
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
