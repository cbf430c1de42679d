package icaconnect.inspect;

import icaconnect.code.Code;
import icaconnect.report.Finding;
import icaconnect.step.Step;
import java.util.List;
import java.util.Optional;

/** What a plan says before a user is made: what nobody here can see, and who will ask about it. */
final class BeforeTheUser {
  private BeforeTheUser() {}

  static List<Finding> findings(Step step, Optional<Foreseen> foreseen) {
    return List.of(
        outOfSight(foreseen.filter(Foreseen::organisationAnswered).isPresent()), alerts(step));
  }

  /** An account can read none of these: see decision 1605. */
  private static Finding outOfSight(boolean simulated) {
    return Finding.info(
        Code.OUT_OF_SIGHT,
        "Nobody here can see the organisation's service and resource control policies, nor policies of VPC endpoints"
            + (simulated
                ? ", and IAM's policy simulator, which was asked, leaves out service control policies with conditions and all the others"
                : "")
            + ": where one forbids iam:CreateUser, iam:CreateAccessKey or what ICA asks for, connecting fails with AWS_DENIES_US and the layer, and is undone.",
        "Ask who administers the AWS organisation whether this account may have IAM users with access keys.");
  }

  /**
   * Finding types of GuardDuty:
   * https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-types-iam.html
   * https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-types-s3.html, controls of
   * Security Hub: https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html
   */
  private static Finding alerts(Step step) {
    return Finding.info(
        Code.NEW_KEY_ALERTS,
        "Connecting makes the IAM user "
            + step.connection().userName()
            + " with an access key that ICA uses from outside: GuardDuty may report Persistence:IAMUser/AnomalousBehavior and anomalous behaviour of S3, and Security Hub a policy that is attached to a user (IAM.2)"
            + (step.connection().crossAccountCopy()
                ? "; IAM Access Analyzer and Macie report that the bucket is shared with another account."
                : "."),
        "Tell whoever reads these alerts beforehand, with the user's name.");
  }
}
