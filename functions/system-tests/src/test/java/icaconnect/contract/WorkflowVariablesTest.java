package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * A variable that was never assigned is undefined, and an undefined result ends an execution where
 * nothing catches it. So each scope's first state assigns every variable of that scope.
 *
 * <p>https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html
 */
class WorkflowVariablesTest {
  /** Names that JSONata or Step Functions give, or that an expression binds itself. */
  private static final Set<String> GIVEN = Set.of("states");

  private static final Pattern READ = Pattern.compile("\\$([A-Za-z]\\w*)(?!\\w|\\s*\\(|\\s*:=)");
  private static final Pattern BOUND = Pattern.compile("\\$([A-Za-z]\\w*)\\s*:=");
  private static final Pattern PARAMETERS = Pattern.compile("function\\(([^)]*)\\)");

  @Test
  void every_variable_is_assigned_in_the_first_state_of_its_scope() {
    Template.read()
        .definitions()
        .forEach((name, definition) -> assertThat(faults(definition, Set.of())).as(name).isEmpty());
  }

  @Test
  void a_variable_that_is_read_before_it_is_assigned_is_noticed() {
    var disconnect = Template.read().definitions().get("DisconnectStateMachine").deepCopy();
    ((ObjectNode) disconnect.at("/States/Read the request/Assign")).remove("stillWriting");
    assertThat(faults(disconnect, Set.of())).contains("stillWriting in Has it been too long?");
  }

  /** A branch or a map whose states assign a name of the scope around it fails at once. */
  @Test
  void an_inner_scope_that_assigns_a_name_of_its_outer_scope_is_noticed() {
    var audit = Template.read().definitions().get("AuditStateMachine").deepCopy();
    ((ObjectNode) audit.at("/States/Name the run/Assign")).putNull("failure");
    assertThat(faults(audit, Set.of())).anyMatch(fault -> fault.startsWith("failure twice"));
  }

  private static List<String> faults(JsonNode scope, Set<String> outer) {
    var known = new TreeSet<>(outer);
    var twice = new TreeSet<String>();
    scope
        .path("States")
        .properties()
        .forEach(state ->
            state
                .getValue()
                .path("Assign")
                .fieldNames()
                .forEachRemaining(variable -> {
                  if (outer.contains(variable)) {
                    twice.add(variable + " twice: in " + state.getKey() + " and around it");
                  }
                }));
    scope
        .at("/States")
        .path(scope.path("StartAt").asText())
        .path("Assign")
        .fieldNames()
        .forEachRemaining(known::add);
    var faults =
        scope.path("States").properties().stream()
            .flatMap(state -> {
              boolean first = state.getKey().equals(scope.path("StartAt").asText());
              ObjectNode own = state.getValue().deepCopy();
              own.remove(List.of("Branches", "ItemProcessor"));
              if (first) {
                own.remove("Assign");
              }
              var here =
                  variables(own.toString()).stream()
                      .filter(variable -> !known.contains(variable))
                      .map(variable -> variable + " in " + state.getKey());
              var inner = new java.util.ArrayList<String>();
              state
                  .getValue()
                  .path("Branches")
                  .forEach(branch -> inner.addAll(faults(branch, known)));
              if (state.getValue().has("ItemProcessor")) {
                inner.addAll(faults(state.getValue().path("ItemProcessor"), known));
              }
              return java.util.stream.Stream.concat(here, inner.stream());
            });
    return java.util.stream.Stream.concat(faults, twice.stream()).sorted().toList();
  }

  /** What a state reads or assigns. */
  private static Set<String> variables(String state) {
    var found = new TreeSet<String>();
    READ.matcher(state).results().forEach(match -> found.add(match.group(1)));
    BOUND.matcher(state).results().forEach(match -> found.remove(match.group(1)));
    PARAMETERS
        .matcher(state)
        .results()
        .forEach(match -> {
          for (String parameter : match.group(1).split(",")) {
            found.remove(parameter.strip().substring(1));
          }
        });
    found.removeAll(GIVEN);
    return found;
  }
}
