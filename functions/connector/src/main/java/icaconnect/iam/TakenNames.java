package icaconnect.iam;

import icaconnect.code.Code;
import icaconnect.failure.Refused;
import icaconnect.reading.Reads;
import icaconnect.step.Step;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Names are unique in an account without regard to path and case, and IAM shows a policy by its
 * whole ARN only: so what is to be made is looked for in the lists before anything is written.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
record TakenNames(Supplier<Optional<String>> user, Supplier<Optional<String>> policy) {
  /** Two long lists: where the user is known to be missing they are asked for at once. */
  static TakenNames begin(Reads reads, Step step, IamPort iam, IamNames names) {
    Supplier<Optional<String>> user = () -> iam.userNamed(names.userName());
    Supplier<Optional<String>> policy = () -> iam.policyNamed(names.policyName());
    return step.facts().userArn().isEmpty()
        ? new TakenNames(reads.begin(user), reads.begin(policy))
        : new TakenNames(user, policy);
  }

  /** Throws {@link Refused} where a plan would make what IAM will not take. */
  void refuse(IamPlan plan) {
    for (IamAction action : plan.actions()) {
      switch (action) {
        case IamAction.CreateUser it -> refuse("user", it.arn(), user.get(), "userName");
        case IamAction.CreatePolicy it -> refuse("policy", it.arn(), policy.get(), "policyName");
        default -> {
          // It names what is there.
        }
      }
    }
  }

  /** One at our own path has been made meanwhile, and waiting shows it. */
  private static void refuse(String kind, String wanted, Optional<String> taken, String field) {
    taken
        .filter(arn -> !arn.equals(wanted))
        .ifPresent(arn -> {
          throw new Refused(
              Code.NAME_TAKEN,
              "The account has the "
                  + kind
                  + " "
                  + arn
                  + ", so IAM takes no "
                  + wanted
                  + ": names are unique without regard to path and case.",
              "Give another " + field + ", or delete the other.");
        });
  }
}
