package icaconnect.iam;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.code.Code;
import icaconnect.connection.Mark;
import icaconnect.connection.Ours;
import icaconnect.failure.Refused;
import icaconnect.policy.Explanation;
import icaconnect.step.OtherInstallation;
import java.util.Map;
import java.util.Optional;

/** What a person must settle before this step may write anything. */
final class IamRefusals {
  /**
   * The quota that an account starts with.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
   */
  static final int MAX_ATTACHED = 10;

  private static final String ADOPT = "set adoptExisting to true to use it as it is.";

  private IamRefusals() {}

  static void check(IamWish wish, IamState now, Optional<IamEntry> before) {
    now.user().ifPresent(user -> anothers(wish.mark(), user.arn(), user.tags()));
    now.policy().ifPresent(policy -> anothers(wish.mark(), policy.arn(), policy.tags()));
    before.ifPresent(entry -> renamed(wish.names(), entry));
    now.user()
        .filter(user -> !user.isOurs(wish.mark()))
        .filter(user -> !wish.adoptExisting() || isAnotherBuckets(wish.mark(), user.tags()))
        .ifPresent(user -> usersNotOurs(wish.mark(), user));
    now.policy()
        .filter(policy -> !wish.adoptExisting() && !policy.isOurs(wish.mark()))
        .ifPresent(policy ->
            notOurs("policy", policy.arn(), policy.tags(), "Give another policyName, or " + ADOPT));
    now.policy()
        .filter(policy -> !policy.isOurs(wish.mark()) && !policy.missing(wish.document()).isEmpty())
        .ifPresent(policy -> differs(policy, wish.document()));
    now.user()
        .filter(user -> !user.isOurs(wish.mark()) && !user.bounded())
        .filter(_ -> now.policy().map(ManagedPolicy::isAtOurPath).orElse(true))
        .ifPresent(IamRefusals::unbounded);
    now.user()
        .filter(user -> user.isOurs(wish.mark()) && !user.bounded())
        .ifPresent(IamRefusals::boundaryTaken);
    now.policy()
        .filter(policy -> policy.isOurs(wish.mark()) && !policy.grants(wish.document()))
        .filter(policy -> policy.uses() > (now.isAttached() ? 1 : 0))
        .ifPresent(IamRefusals::inUse);
    now.user()
        .filter(user -> !now.isAttached() && user.attachedPolicyArns().size() >= MAX_ATTACHED)
        .ifPresent(IamRefusals::full);
    int length = PolicyJson.of(wish.document()).length();
    if (length > PolicyJson.MAX_LENGTH) {
      throw new Refused(
          Code.POLICY_TOO_LONG,
          "The policy would be "
              + length
              + " characters long and IAM takes "
              + PolicyJson.MAX_LENGTH
              + ".",
          "Use a shorter prefix.");
    }
  }

  private static void anothers(Mark mark, String arn, Map<String, String> tags) {
    mark.otherInstallation(tags)
        .ifPresent(name -> {
          throw OtherInstallation.refusal(arn, name);
        });
  }

  private static void renamed(IamNames names, IamEntry entry) {
    if (!entry.userName().equals(names.userName())
        || !entry.policyName().equals(names.policyName())) {
      throw new Refused(
          Code.RENAMED,
          "The bucket is connected with user "
              + entry.userName()
              + " and policy "
              + entry.policyName()
              + ".",
          "Disconnect first, then connect with the new names.");
    }
  }

  /** A key of such a user is the other bucket's, to whatever compares, so it is not adopted. */
  private static boolean isAnotherBuckets(Mark mark, Map<String, String> tags) {
    return !tags.getOrDefault(Ours.BUCKET_TAG, mark.bucket()).equals(mark.bucket());
  }

  private static void usersNotOurs(Mark mark, IamUser user) {
    notOurs(
        "user",
        user.arn(),
        user.tags(),
        "Give another userName, or "
            + (isAnotherBuckets(mark, user.tags())
                ? "where people made the user and that connection does not use it, take its tag "
                    + Ours.BUCKET_TAG
                    + " off and "
                    + ADOPT
                : ADOPT));
  }

  private static void notOurs(String what, String arn, Map<String, String> tags, String remedy) {
    String whose =
        tags.containsKey(Ours.BUCKET_TAG)
            ? "belongs to the connection of " + tags.get(Ours.BUCKET_TAG)
            : "was not created by ICA Bucket Connect";
    throw new Refused(
        Code.NOT_OURS, "The " + what + " " + arn + " exists and " + whose + ".", remedy);
  }

  private static void differs(ManagedPolicy policy, JsonNode wished) {
    throw new Refused(
        Code.POLICY_DIFFERS,
        "The policy "
            + policy.arn()
            + " is not ours to edit and lacks what ICA needs: "
            + Explanation.some(policy.missing(wished))
            + ".",
        "Give another policyName, or make this its default version: " + PolicyJson.of(wished));
  }

  /** A policy of ours would be all that bounds this user, and the step that writes it has less. */
  private static void unbounded(IamUser user) {
    throw new Refused(
        Code.USER_WITHOUT_BOUNDARY,
        "The user "
            + user.name()
            + " is outside this application's permissions boundary, so it has no policy of it.",
        "Detach policies of this application that somebody attached to the user, and run: aws iam"
            + " put-user-permissions-boundary --user-name "
            + user.name()
            + " --permissions-boundary <ConnectionBoundaryArn>. Then connect again.");
  }

  /** Its key is at work, and the boundary is all that keeps it to buckets of this stack. */
  private static void boundaryTaken(IamUser user) {
    throw new Refused(
        Code.USER_WITHOUT_BOUNDARY,
        "The user "
            + user.name()
            + ", which this application made under its permissions boundary, has it no more: whatever is attached to the user now, ICA's key may do.",
        "Look who took it (CloudTrail: DeleteUserPermissionsBoundary, PutUserPermissionsBoundary) and what the user has got since ("
            + "aws iam list-attached-user-policies, list-user-policies and list-groups-for-user --user-name "
            + user.name()
            + "), then run: aws iam put-user-permissions-boundary --user-name "
            + user.name()
            + " --permissions-boundary <ConnectionBoundaryArn>. Then connect again.");
  }

  private static void inUse(ManagedPolicy policy) {
    throw new Refused(
        Code.POLICY_IN_USE,
        "The policy "
            + policy.arn()
            + " must say something else, and somebody has attached it elsewhere too.",
        "Detach it there, or give another policyName.");
  }

  private static void full(IamUser user) {
    throw new Refused(
        Code.USER_FULL,
        "The user "
            + user.arn()
            + " has "
            + user.attachedPolicyArns().size()
            + " managed policies already.",
        "Detach one of them, or give another userName.");
  }
}
