package icaconnect.enforced;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The workflows' roles allow what their definitions need, and nothing else. */
class WorkflowRolesTest {
  /** Step Functions keeps executions, logs and traces by these; no definition asks for it. */
  private static final Set<String> USED_BY_STEP_FUNCTIONS =
      Set.of("WorkflowLogging", "ExecutionsKey");

  private static final String ROW = "%-26s %8s %8s %10s%n";

  @ParameterizedTest(name = "a key of the laboratory: \"{0}\"")
  @ValueSource(
      strings = {"", "arn:aws:kms:us-east-1:000000000000:key/1234abcd-12ab-34cd-56ef-1234567890ab"})
  void roles_allow_what_definitions_need(String key) {
    var template = new Template(Map.of("KmsKeyArn", key));
    var table = new StringBuilder(ROW.formatted("workflow", "declared", "used", "removable"));
    for (String machine : template.resources("AWS::StepFunctions::StateMachine").toList()) {
      var granted = granted(template, machine);
      var needs = WorkflowNeeds.of(template, machine);
      var removable =
          granted.stream().filter(grant -> needs.stream().noneMatch(grant::covers)).toList();
      table.append(
          ROW.formatted(
              machine, granted.size(), granted.size() - removable.size(), removable.size()));

      assertThat(needs)
          .as("needs of %s", machine)
          .isNotEmpty()
          .allSatisfy(need ->
              assertThat(granted)
                  .as("%s may %s", machine, need)
                  .anyMatch(grant -> grant.covers(need)));
      // The key is given once for each service that it is used through.
      assertThat(granted)
          .filteredOn(grant -> !grant.action().startsWith("kms:"))
          .as("given to %s once", machine)
          .doesNotHaveDuplicates();
      assertThat(removable).as("what %s never needs", machine).isEmpty();
    }
    System.out.println(table);
  }

  private static List<Grant> granted(Template template, String machine) {
    JsonNode role = template.properties(template.roleOf(machine));
    Predicate<String> isAttached =
        id -> {
          var arns = role.path("ManagedPolicyArns");
          return Stream.iterate(0, i -> i < arns.size(), i -> i + 1)
              .anyMatch(i -> arns.get(i).asText().equals(template.arn(id)));
        };
    var managed =
        template
            .resources("AWS::IAM::ManagedPolicy")
            .filter(id -> !USED_BY_STEP_FUNCTIONS.contains(id))
            .filter(isAttached)
            .map(id -> template.properties(id).path("PolicyDocument"));
    var inline = role.path("Policies").findValues("PolicyDocument").stream();
    return Stream.concat(inline, managed).flatMap(document -> Grant.in(document).stream()).toList();
  }
}
