package icaconnect.inspect;

import icaconnect.code.Code;
import icaconnect.connection.IcaRegion;
import icaconnect.failure.Refused;
import icaconnect.report.Finding;
import java.util.ArrayList;
import java.util.List;

/** What in the account stops a connect that has to make a user, or soon will. */
final class AccountFindings {
  /** A share of a quota below which somebody should know. */
  private static final int TENTH = 10;

  private AccountFindings() {}

  /**
   * Throws {@link Refused} where a quota is used up, before anything is written.
   *
   * @param region the bucket's
   */
  static List<Finding> of(AccountInspection account, String region) {
    var findings = new ArrayList<Finding>();
    if (account.globalTokens().filter(version -> version < 2).isPresent()
        && IcaRegion.of(region).filter(IcaRegion::isEnabledByHand).isPresent()) {
      findings.add(globalTokens(region));
    }
    account
        .quotas()
        .ifPresent(quotas -> {
          quota("IAM users", "Users", quotas.usersLeft(), quotas.usersQuota(), findings);
          quota(
              "customer managed policies",
              "Policies",
              quotas.policiesLeft(),
              quotas.policiesQuota(),
              findings);
        });
    if (!account.unseen().isEmpty()) {
      findings.add(
          Finding.info(
              Code.ACCOUNT_UNSEEN,
              "Nobody has looked at "
                  + String.join(", nor at ", account.unseen())
                  + ": if one of them is in the way, connecting fails when user and key are made, and is undone.",
              "Allow these actions to see it beforehand."));
    }
    return findings;
  }

  /**
   * The proof opens its sessions at the region's own endpoint; which one ICA uses is not published.
   * https://docs.aws.amazon.com/IAM/latest/APIReference/API_SetSecurityTokenServicePreferences.html
   */
  private static Finding globalTokens(String region) {
    return Finding.warning(
        Code.GLOBAL_SESSIONS_NOT_VALID,
        "Sessions that STS opens for this account at its global endpoint are not valid in "
            + region
            + ", a region that accounts enable by hand: if ICA opens its sessions there, S3 refuses them, and the proof cannot find it.",
        "Have STS open sessions that are valid everywhere: aws iam set-security-token-service-preferences --global-endpoint-token-version v2Token (for the whole account; they are longer).");
  }

  /**
   * Quotas: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
   *
   * @param field as GetAccountSummary calls it
   */
  private static void quota(
      String what, String field, int left, int quota, List<Finding> findings) {
    if (left == 0) {
      throw new Refused(
          Code.LIMIT_EXCEEDED,
          "The account has used up its quota of "
              + quota
              + " "
              + what
              + ", and ICA needs one of its own. Nothing has been changed.",
          "Delete some that nobody uses, or have the quota raised in Service Quotas (aws iam get-account-summary shows "
              + field
              + " and "
              + field
              + "Quota).");
    }
    if (left <= quota / TENTH) {
      findings.add(
          Finding.warning(
              Code.IAM_QUOTA_NEARLY_USED,
              "The account may have "
                  + left
                  + " more "
                  + what
                  + " of "
                  + quota
                  + "; each connection takes one.",
              "Have the quota raised in Service Quotas before it is used up (aws iam get-account-summary)."));
    }
  }
}
