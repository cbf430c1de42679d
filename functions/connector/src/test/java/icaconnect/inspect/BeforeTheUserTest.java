package icaconnect.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Limits;
import icaconnect.step.Invocation;
import icaconnect.step.StepInput;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a plan says before a user is made. */
class BeforeTheUserTest extends InspectScene {
  @Test
  void a_plan_that_makes_a_user_says_what_is_out_of_sight_and_who_will_ask() {
    var plan = StepInput.connect("lab").asking("prefix", "ica/").asking("mode", "plan");
    var known = new BucketFound.Bucket(PLAIN);

    assertThat(inspect(PLAIN, plan).at("/report/findings").findValuesAsText("code"))
        .containsExactly("OUT_OF_SIGHT", "NEW_KEY_ALERTS");
    assertThat(
            Invocation.of(
                    new InspectHandler(
                        Invocation.STACK,
                        new Reading(
                            known,
                            Optional.of(
                                new FoundUser("arn:aws:iam::111122223333:user/ica-lab", "AIDA"))),
                        Limits.CLOSED,
                        OWN_ROLES),
                    plan.json())
                .at("/report/findings"))
        .as("an audit, which plans, repeats it not")
        .isEmpty();
  }

  /** The simulator may be wrong where policies have conditions: nobody is refused for its word. */
  @Test
  void warns_of_what_the_policy_simulator_says_of_the_organisation_and_of_a_boundary() {
    String role = "arn:aws:iam::111122223333:role/ica-connect/ica/ica-IamFunctionRole-1";
    var findings =
        planWith(new Foreseen(role, Set.of("iam:CreateAccessKey"), Set.of("iam:CreateUser"), true));

    assertThat(findings.findValuesAsText("code"))
        .containsExactly(
            "ORGANISATION_MAY_FORBID", "BOUNDARY_MAY_FORBID", "OUT_OF_SIGHT", "NEW_KEY_ALERTS");
    assertThat(findings.findValuesAsText("severity")).startsWith("WARNING", "WARNING");
    assertThat(findings.at("/0/message").asText())
        .contains("iam:CreateAccessKey to " + role, "AWS_DENIES_US and is undone")
        .contains("leaves out policies with conditions, and may be wrong");
    assertThat(findings.at("/0/remedy").asText())
        .contains("aws organizations list-policies-for-target --target-id 111122223333");
    assertThat(findings.at("/1/remedy").asText())
        .contains("aws iam get-role --role-name ica-IamFunctionRole-1");
  }

  @Test
  void says_what_an_allowing_simulator_has_not_looked_at() {
    var allowing = planWith(new Foreseen("arn", Set.of(), Set.of(), true));
    var silent = planWith(new Foreseen("arn", Set.of(), Set.of(), false));

    assertThat(allowing.findValuesAsText("code")).containsExactly("OUT_OF_SIGHT", "NEW_KEY_ALERTS");
    assertThat(allowing.at("/0/message").asText()).contains("policy simulator, which was asked");
    assertThat(silent.at("/0/message").asText()).doesNotContain("simulator");
  }

  private static JsonNode planWith(Foreseen foreseen) {
    return Invocation.of(
            new InspectHandler(
                Invocation.STACK,
                new Reading(
                    new BucketFound.Bucket(PLAIN),
                    Optional.empty(),
                    Map.of(),
                    new AccountInspection(
                        Optional.empty(), Optional.empty(), Optional.of(foreseen), List.of())),
                Limits.CLOSED,
                OWN_ROLES),
            StepInput.connect("lab").asking("prefix", "ica/").asking("mode", "plan").json())
        .at("/report/findings");
  }
}
