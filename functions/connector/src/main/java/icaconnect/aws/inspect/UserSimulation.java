package icaconnect.aws.inspect;

import icaconnect.inspect.Foreseen;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.OrganizationsDecisionDetail;
import software.amazon.awssdk.services.iam.model.PermissionsBoundaryDecisionDetail;
import software.amazon.awssdk.services.iam.model.ResourceSpecificResult;

/**
 * Asks IAM's policy simulator whether an organisation, or a boundary on our own role, keeps it from
 * making a user. What the role's own policies say is not looked at: they have conditions that a
 * simulation knows nothing of.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
 */
public record UserSimulation(IamClient iam, String role) {
  static final String ACTION = "iam:SimulatePrincipalPolicy";

  /** A connect can do without, so it does not wait. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  /** That role's work on users. */
  private static final List<String> ITS_OWN =
      List.of("iam:CreateUser", "iam:TagUser", "iam:AttachUserPolicy");

  /** Another role's work, to which the same service control policies apply. */
  private static final String ANOTHERS = "iam:CreateAccessKey";

  /**
   * @param userArn that a new user would get
   */
  public Foreseen of(String userArn) {
    var results =
        iam.simulatePrincipalPolicy(r ->
                r.policySourceArn(role)
                    .actionNames(ITS_OWN.get(0), ITS_OWN.get(1), ITS_OWN.get(2), ANOTHERS)
                    .resourceArns(userArn)
                    .overrideConfiguration(o -> o.apiCallTimeout(LONGEST)))
            .evaluationResults();
    Set<String> byOrganisation = new TreeSet<>();
    Set<String> byBoundary = new TreeSet<>();
    for (EvaluationResult result : results) {
      if (deniedByOrganisation(result.organizationsDecisionDetail())) {
        byOrganisation.add(result.evalActionName());
      }
      if (ITS_OWN.contains(result.evalActionName())
          && boundaries(result).anyMatch(UserSimulation::deniedByBoundary)) {
        byBoundary.add(result.evalActionName());
      }
    }
    return new Foreseen(
        role,
        byOrganisation,
        byBoundary,
        results.stream()
            .map(EvaluationResult::organizationsDecisionDetail)
            .anyMatch(detail -> detail != null && detail.allowedByOrganizations() != null));
  }

  /** It is told for the action, or for the resource that was named. */
  private static Stream<PermissionsBoundaryDecisionDetail> boundaries(EvaluationResult result) {
    return Stream.concat(
        Stream.ofNullable(result.permissionsBoundaryDecisionDetail()),
        result.resourceSpecificResults().stream()
            .map(ResourceSpecificResult::permissionsBoundaryDecisionDetail)
            .filter(Objects::nonNull));
  }

  private static boolean deniedByOrganisation(OrganizationsDecisionDetail detail) {
    return detail != null && Boolean.FALSE.equals(detail.allowedByOrganizations());
  }

  private static boolean deniedByBoundary(PermissionsBoundaryDecisionDetail detail) {
    return Boolean.FALSE.equals(detail.allowedByPermissionsBoundary());
  }
}
