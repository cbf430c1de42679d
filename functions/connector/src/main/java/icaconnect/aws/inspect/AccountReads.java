package icaconnect.aws.inspect;

import icaconnect.aws.iam.AwsIamFailures;
import icaconnect.inspect.AccountInspection;
import icaconnect.inspect.AccountInspection.Quotas;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.SummaryKeyType;

/**
 * Reads what bounds new users in an account. A connect can do without: what may not be read is
 * said.
 */
record AccountReads(IamClient iam, Denials denials) {
  private static final String ACTION = "iam:GetAccountSummary";

  AccountInspection account() {
    try {
      var summary = iam.getAccountSummary().summaryMap();
      return new AccountInspection(
          Optional.of(quotas(summary)),
          Optional.ofNullable(summary.get(SummaryKeyType.GLOBAL_ENDPOINT_TOKEN_VERSION)),
          List.of());
    } catch (IamException e) {
      var failure = AwsIamFailures.patient(e);
      if (!failure.equals(e)) {
        throw failure;
      }
      denials.forgives(ACTION, e.getMessage());
      return new AccountInspection(
          Optional.empty(), List.of("the account's quotas of users and policies (" + ACTION + ")"));
    }
  }

  private static Quotas quotas(Map<SummaryKeyType, Integer> summary) {
    return new Quotas(
        summary.getOrDefault(SummaryKeyType.USERS, 0),
        summary.getOrDefault(SummaryKeyType.USERS_QUOTA, Integer.MAX_VALUE),
        summary.getOrDefault(SummaryKeyType.POLICIES, 0),
        summary.getOrDefault(SummaryKeyType.POLICIES_QUOTA, Integer.MAX_VALUE));
  }
}
