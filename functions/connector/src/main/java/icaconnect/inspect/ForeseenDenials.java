package icaconnect.inspect;

import icaconnect.code.Code;
import icaconnect.report.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * What will stop the making of a user, in the word of IAM's policy simulator. It evaluates no
 * service control policy with conditions, and then answers that the organisation does not allow
 * what it may allow: so nothing is refused for it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_testing-policies.html
 */
final class ForeseenDenials {
  private ForeseenDenials() {}

  static List<Finding> findings(Foreseen foreseen, String account) {
    var findings = new ArrayList<Finding>();
    if (!foreseen.byOrganisation().isEmpty()) {
      findings.add(
          Finding.warning(
              Code.ORGANISATION_MAY_FORBID,
              "IAM's policy simulator says that service control policies of the organisation do not allow "
                  + String.join(", ", foreseen.byOrganisation())
                  + " to "
                  + foreseen.role()
                  + ". If that is so, connecting fails with AWS_DENIES_US and is undone. It leaves out policies with conditions, and may be wrong where there are some.",
              "Ask who administers the AWS organisation whether account "
                  + account
                  + " may have IAM users with access keys; they see what applies to it by: aws organizations list-policies-for-target --target-id "
                  + account
                  + " --filter SERVICE_CONTROL_POLICY, and the same for each unit above it."));
    }
    if (!foreseen.byBoundary().isEmpty()) {
      findings.add(
          Finding.warning(
              Code.BOUNDARY_MAY_FORBID,
              "IAM's policy simulator says that the permissions boundary of "
                  + foreseen.role()
                  + " does not allow "
                  + String.join(", ", foreseen.byBoundary())
                  + ". If that is so, connecting fails with AWS_DENIES_US and is undone.",
              "Have the boundary allow these actions, by whoever has put it on the role: aws iam get-role --role-name "
                  + foreseen.role().replaceFirst("^.*/", "")
                  + " shows it."));
    }
    return findings;
  }
}
