package icaconnect.aws.inspect;

import icaconnect.aws.iam.AwsIamFailures;
import icaconnect.inspect.AccountInspection;
import icaconnect.inspect.AccountInspection.Quotas;
import icaconnect.inspect.Foreseen;
import icaconnect.reading.Reads;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.SummaryKeyType;

/**
 * Reads what bounds new users in an account. A connect can do without: what may not be read is
 * said.
 */
record AccountReads(IamClient iam, Denials denials, Optional<String> roleThatMakesUsers) {
  private static final String SUMMARY = "iam:GetAccountSummary";

  /**
   * @param userArn that the new user will get
   */
  AccountInspection account(String userArn) {
    try (var reads = Reads.atOnce()) {
      var summaries = reads.begin(() -> iam.getAccountSummary().summaryMap());
      var simulated =
          roleThatMakesUsers.map(
              role -> reads.begin(() -> new UserSimulation(iam, role).of(userArn)));
      var unseen = new ArrayList<String>();
      var summary = summary(summaries, unseen);
      return new AccountInspection(
          summary.map(AccountReads::quotas),
          summary.map(all -> all.get(SummaryKeyType.GLOBAL_ENDPOINT_TOKEN_VERSION)),
          simulated.flatMap(foreseen -> foreseen(foreseen, unseen)),
          unseen);
    }
  }

  private Optional<Map<SummaryKeyType, Integer>> summary(
      Supplier<Map<SummaryKeyType, Integer>> read, List<String> unseen) {
    try {
      return Optional.of(read.get());
    } catch (IamException e) {
      var failure = AwsIamFailures.patient(e);
      if (!failure.equals(e)) {
        throw failure;
      }
      denials.forgives(SUMMARY, e.getMessage());
      unseen.add("the account's quotas of users and policies (" + SUMMARY + ")");
      return Optional.empty();
    }
  }

  /** It only foretells: whatever keeps it from doing so stops nothing. */
  private Optional<Foreseen> foreseen(Supplier<Foreseen> read, List<String> unseen) {
    try {
      return Optional.of(read.get());
    } catch (SdkException e) {
      denials.forgives(UserSimulation.ACTION, e.getMessage());
      unseen.add(
          "what IAM's policy simulator says of the organisation (" + UserSimulation.ACTION + ")");
      return Optional.empty();
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
