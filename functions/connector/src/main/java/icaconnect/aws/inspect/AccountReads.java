package icaconnect.aws.inspect;

import icaconnect.aws.iam.AwsIamFailures;
import icaconnect.inspect.AccountInspection;
import icaconnect.inspect.AccountInspection.Quotas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.SummaryKeyType;

/**
 * Reads what bounds new users in an account. Of the organisation's policies the simulator tells
 * only those without conditions, and nothing of an account that is in no organisation.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_testing-policies.html
 *
 * @param bound whom the simulator is asked about; without, it is not asked
 */
record AccountReads(IamClient iam, Optional<String> bound, Denials denials) {
  private static final List<String> NEEDED =
      List.of("iam:CreateUser", "iam:CreatePolicy", "iam:CreateAccessKey");

  AccountInspection account() {
    var unseen = new ArrayList<String>();
    var quotas =
        unless(
            "the account's quotas of users and policies",
            "iam:GetAccountSummary",
            unseen,
            this::quotas);
    var forbidden =
        bound.flatMap(role ->
            unless(
                "the organisation's policies",
                "iam:SimulatePrincipalPolicy",
                unseen,
                () -> forbidden(role)));
    if (bound.isEmpty()) {
      unseen.add("the organisation's policies (only the stack asks about them)");
    }
    return new AccountInspection(quotas, forbidden.orElse(List.of()), List.copyOf(unseen));
  }

  private Quotas quotas() {
    var summary = iam.getAccountSummary().summaryMap();
    return new Quotas(
        summary.getOrDefault(SummaryKeyType.USERS, 0),
        summary.getOrDefault(SummaryKeyType.USERS_QUOTA, Integer.MAX_VALUE),
        summary.getOrDefault(SummaryKeyType.POLICIES, 0),
        summary.getOrDefault(SummaryKeyType.POLICIES_QUOTA, Integer.MAX_VALUE));
  }

  /** What the role's own policies and their conditions decide is no matter here. */
  private List<String> forbidden(String role) {
    return iam
        .simulatePrincipalPolicy(r -> r.policySourceArn(role).actionNames(NEEDED))
        .evaluationResults()
        .stream()
        .filter(result ->
            result.organizationsDecisionDetail() != null
                && Boolean.FALSE.equals(
                    result.organizationsDecisionDetail().allowedByOrganizations()))
        .map(EvaluationResult::evalActionName)
        .toList();
  }

  /** A connect can do without; that waiting cures a failure is said as everywhere. */
  private <T> Optional<T> unless(
      String what, String action, List<String> unseen, Supplier<T> read) {
    try {
      return Optional.of(read.get());
    } catch (IamException e) {
      if (AwsIamFailures.patient(e) != e) {
        throw AwsIamFailures.patient(e);
      }
      denials.forgives(action, e.getMessage());
      unseen.add(what + " (" + action + ")");
      return Optional.empty();
    }
  }
}
