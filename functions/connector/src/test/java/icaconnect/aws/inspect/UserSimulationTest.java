package icaconnect.aws.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.aws.client.Wire;
import icaconnect.aws.client.Wire.Reply;
import icaconnect.aws.client.Wire.Sent;
import icaconnect.inspect.AccountInspection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UserSimulationTest {
  private static final String ROLE =
      "arn:aws:iam::111122223333:role/ica-connect/lab/lab-IamFunctionRole-1";
  private static final String USER = "arn:aws:iam::111122223333:user/ica-connect/lab/us-east-1/u";

  @Test
  void asks_once_for_the_role_that_makes_users_and_for_that_user() {
    var wire = simulating(Reply.ok(answer("")));

    look(wire, Optional.of(ROLE));

    assertThat(wire.sent()).hasSize(2);
    // Beside the question for the quotas, and nobody knows which of the two goes out first.
    assertThat(
            wire.sent().stream()
                .map(Sent::body)
                .filter(body -> body.contains("Action=SimulatePrincipalPolicy"))
                .findFirst()
                .orElseThrow())
        .contains(
            "Action=SimulatePrincipalPolicy",
            "role%2Fica-connect%2Flab%2Flab-IamFunctionRole-1",
            "iam%3ACreateUser",
            "iam%3ACreateAccessKey",
            "ResourceArns.member.1=arn%3Aaws%3Aiam%3A%3A111122223333%3Auser%2Fica-connect%2Flab%2Fus-east-1%2Fu");
  }

  @Test
  void tells_what_the_organisation_denies_and_what_a_boundary_does() {
    var found =
        look(
            simulating(
                Reply.ok(
                    answer(
                        result(
                            "iam:CreateUser", "implicitDeny", organisation(false) + boundary(true)),
                        result("iam:TagUser", "implicitDeny", organisation(true) + boundary(false)),
                        result("iam:AttachUserPolicy", "implicitDeny", organisation(true)),
                        result(
                            "iam:CreateAccessKey",
                            "explicitDeny",
                            organisation(false) + boundary(false))))),
            Optional.of(ROLE));

    var foreseen = found.foreseen().orElseThrow();
    assertThat(foreseen.byOrganisation())
        .containsExactlyInAnyOrder("iam:CreateUser", "iam:CreateAccessKey");
    assertThat(foreseen.byBoundary())
        .as("keys are made by another role")
        .containsExactly("iam:TagUser");
    assertThat(foreseen.organisationAnswered()).isTrue();
    assertThat(found.unseen()).isEmpty();
  }

  @Test
  void a_boundary_may_be_told_for_the_resource_only() {
    String forUser =
        "<ResourceSpecificResults><member><EvalResourceName>%s</EvalResourceName><EvalResourceDecision>implicitDeny</EvalResourceDecision>%s</member></ResourceSpecificResults>"
            .formatted(USER, boundary(false));

    assertThat(
            look(
                    simulating(Reply.ok(answer(result("iam:CreateUser", "implicitDeny", forUser)))),
                    Optional.of(ROLE))
                .foreseen()
                .orElseThrow()
                .byBoundary())
        .containsExactly("iam:CreateUser");
  }

  /** The simulation knows nothing of our conditions: an identity policy's No says nothing. */
  @Test
  void says_nothing_for_what_only_policies_of_the_role_deny() {
    var foreseen =
        look(
                simulating(Reply.ok(answer(result("iam:CreateUser", "implicitDeny", "")))),
                Optional.of(ROLE))
            .foreseen()
            .orElseThrow();

    assertThat(foreseen.byOrganisation()).isEmpty();
    assertThat(foreseen.byBoundary()).isEmpty();
    assertThat(foreseen.organisationAnswered()).isFalse();
  }

  /** A denial, what throttles, what fails, a proxy's page: a connect goes on, and it is said. */
  @Test
  void is_unseen_for_any_other_answer() {
    for (Reply reply :
        List.of(
            Reply.xml(403, "AccessDenied", "is not authorized to perform"),
            Reply.xml(404, "NoSuchEntity", "no such role"),
            Reply.xml(400, "PolicyEvaluation", "cannot"),
            Reply.page(403))) {
      var found = look(simulating(reply), Optional.of(ROLE));

      assertThat(found.foreseen()).as("%s", reply).isEmpty();
      assertThat(found.quotas()).isPresent();
      assertThat(found.unseen()).singleElement().asString().contains("iam:SimulatePrincipalPolicy");
    }
  }

  @Test
  void nobody_is_asked_where_no_role_makes_users() {
    var wire = simulating(Reply.page(500));

    assertThat(look(wire, Optional.empty()).unseen()).isEmpty();
    assertThat(wire.sent()).hasSize(1);
  }

  private static AccountInspection look(Wire wire, Optional<String> role) {
    return new AwsInspect(wire.clients(), Denials.FATAL, role).account(USER);
  }

  private static Wire simulating(Reply reply) {
    return new Wire(sent ->
        sent.body().contains("Action=GetAccountSummary")
            ? Reply.ok(
                "<GetAccountSummaryResponse><GetAccountSummaryResult><SummaryMap><entry><key>Users</key><value>1</value></entry></SummaryMap></GetAccountSummaryResult></GetAccountSummaryResponse>")
            : reply);
  }

  private static String answer(String... results) {
    return "<SimulatePrincipalPolicyResponse><SimulatePrincipalPolicyResult><EvaluationResults>"
        + Stream.of(results).collect(Collectors.joining())
        + "</EvaluationResults></SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>";
  }

  private static String result(String action, String decision, String details) {
    return "<member><EvalActionName>%s</EvalActionName><EvalDecision>%s</EvalDecision>%s</member>"
        .formatted(action, decision, details);
  }

  private static String organisation(boolean allowed) {
    return "<OrganizationsDecisionDetail><AllowedByOrganizations>%s</AllowedByOrganizations></OrganizationsDecisionDetail>"
        .formatted(allowed);
  }

  private static String boundary(boolean allowed) {
    return "<PermissionsBoundaryDecisionDetail><AllowedByPermissionsBoundary>%s</AllowedByPermissionsBoundary></PermissionsBoundaryDecisionDetail>"
        .formatted(allowed);
  }
}
