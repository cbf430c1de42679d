package icaconnect.iam;

import icaconnect.code.Code;
import icaconnect.connection.Mark;
import icaconnect.connection.Ours;
import icaconnect.policy.Explanation;
import icaconnect.report.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Decides what happens to a connection's user and policy. */
final class IamPlanner {
  private IamPlanner() {}

  /**
   * The policy first, then the user, then the one attached to the other.
   *
   * @param before what an earlier execution left in the journal
   */
  static IamPlan connect(IamWish wish, IamState now, Optional<IamEntry> before) {
    IamRefusals.check(wish, now, before);
    var actions = new ArrayList<IamAction>();
    IamArns arns = IamArns.of(wish.names(), now);
    now.policy()
        .ifPresentOrElse(
            policy -> update(policy, wish, now, actions),
            () ->
                actions.add(
                    new IamAction.CreatePolicy(
                        arns.policyArn(),
                        wish.names().policyName(),
                        wish.mark(),
                        wish.document())));
    if (now.user().isEmpty()) {
      actions.add(new IamAction.CreateUser(arns.userArn(), wish.names().userName(), wish.mark()));
    }
    if (!now.isAttached()) {
      actions.add(new IamAction.AttachUserPolicy(wish.names().userName(), arns.policyArn()));
    }
    var findings = new ArrayList<>(grantsMore(wish, now));
    grantedMore(wish, now).ifPresent(findings::add);
    now.user()
        .filter(IamUser::sparesOwnBuckets)
        .map(IamPlanner::sparesOwnBuckets)
        .ifPresent(findings::add);
    return IamPlan.of(actions, entry(wish, now), findings);
  }

  private static Optional<Finding> grantedMore(IamWish wish, IamState now) {
    String own = IamArns.of(wish.names(), now).policyArn();
    return now.user()
        .flatMap(user -> {
          var besides =
              new GrantedBesides(user.name(), user.attachedPolicyArns(), now.attachedItems())
                  .without(own::equals);
          return user.isOurs(wish.mark()) ? besides.ofOurs() : besides.ofTheirs();
        });
  }

  private static Finding sparesOwnBuckets(IamUser user) {
    return Finding.warning(
        Code.BOUNDARY_OF_ANOTHER_STACK,
        "The permissions boundary of the user "
            + user.name()
            + " is not this stack's. It says the same, but does not keep ICA's key from the buckets in which this stack keeps its trail and its runs.",
        "Where the user is from before the stack was made anew, run: aws iam put-user-permissions-boundary --user-name "
            + user.name()
            + " --permissions-boundary <ConnectionBoundaryArn>. Else look first who changed it (CloudTrail: PutUserPermissionsBoundary).");
  }

  /** An adopted policy is not ours to narrow, but somebody should know. */
  private static List<Finding> grantsMore(IamWish wish, IamState now) {
    return now.policy().stream()
        .filter(policy -> !policy.isOurs(wish.mark()))
        .filter(policy -> !policy.superfluous(wish.document()).isEmpty())
        .map(policy ->
            Finding.warning(
                Code.POLICY_GRANTS_MORE,
                "The adopted policy "
                    + policy.arn()
                    + " grants ICA more than this bucket needs: "
                    + Explanation.some(policy.superfluous(wish.document()))
                    + ".",
                "Take that out of the policy unless it is for another bucket of yours."))
        .toList();
  }

  private static void update(
      ManagedPolicy policy, IamWish wish, IamState now, List<IamAction> actions) {
    if (policy.grants(wish.document()) || !policy.isOurs(wish.mark())) {
      return;
    }
    actions.add(
        new IamAction.ReplacePolicy(
            policy.arn(),
            wish.names().policyArn(),
            wish.names().policyName(),
            wish.mark(),
            now.user().filter(_ -> now.isAttached()).map(IamUser::name),
            now.versions().stream()
                .filter(version -> !version.isDefault())
                .map(PolicyVersion::id)
                .toList(),
            policy.document(),
            wish.document()));
  }

  private static IamEntry entry(IamWish wish, IamState now) {
    return new IamEntry(
        wish.names().userName(),
        wish.names().policyName(),
        now.user().filter(user -> !user.isOurs(wish.mark())).isPresent(),
        now.policy().filter(policy -> !policy.isOurs(wish.mark())).isPresent());
  }

  /**
   * Takes back ours: whatever does not carry our tag, or was there before us, stays.
   *
   * @param before speaks of these names; see {@link RecordedNames}
   */
  static IamPlan disconnect(Mark mark, IamNames names, IamState now, Optional<IamEntry> before) {
    boolean userIsOurs = userIsOurs(mark, now, before);
    boolean policyIsOurs = policyIsOurs(mark, now, before);
    // Where both were there before us and attached, connect had nothing to write, so nothing to
    // enter.
    boolean attachmentIsOurs = userIsOurs || policyIsOurs || before.isPresent();
    var actions = new ArrayList<IamAction>();
    var findings = new ArrayList<Finding>();
    if (now.isAttached() && attachmentIsOurs) {
      actions.add(
          new IamAction.DetachUserPolicy(names.userName(), now.policy().orElseThrow().arn()));
    }
    if (userIsOurs) {
      deleteUser(now, actions, findings);
    }
    if (policyIsOurs) {
      deletePolicy(now, actions, findings);
    }
    return IamPlan.of(
        actions, before.orElseGet(() -> found(names, userIsOurs, policyIsOurs)), findings);
  }

  static boolean userIsOurs(Mark mark, IamState now, Optional<IamEntry> before) {
    return now.user()
        .filter(user -> user.isOurs(mark))
        .filter(
            user -> isMade("user", user.arn(), mark) || !isAdopted(before, IamEntry::userAdopted))
        .isPresent();
  }

  static boolean policyIsOurs(Mark mark, IamState now, Optional<IamEntry> before) {
    return now.policy()
        .filter(policy -> policy.isOurs(mark))
        .filter(policy ->
            isMade("policy", policy.arn(), mark) || !isAdopted(before, IamEntry::policyAdopted))
        .isPresent();
  }

  private static boolean isAdopted(Optional<IamEntry> before, Predicate<IamEntry> adopted) {
    return before.filter(adopted).isPresent();
  }

  /** At our path with our tag it is ours, whatever a record says. */
  private static boolean isMade(String kind, String arn, Mark mark) {
    return arn.contains(":" + kind + Ours.IAM_PATH + mark.installation() + "/");
  }

  private static void deleteUser(IamState now, List<IamAction> actions, List<Finding> findings) {
    IamUser user = now.user().orElseThrow();
    var theirs = new ArrayList<String>(user.attachedPolicyArns());
    now.policy().map(ManagedPolicy::arn).ifPresent(theirs::remove);
    now.attachedItems().forEach(item -> theirs.add(item.toString()));
    if (theirs.isEmpty()) {
      actions.add(new IamAction.DeleteUser(user.arn(), user.name()));
    } else {
      findings.add(
          Finding.warning(
              Code.USER_KEPT,
              "Disconnecting leaves the user "
                  + user.name()
                  + ", as it carries what is not ours: "
                  + String.join(", ", theirs)
                  + ".",
              "Take these away, then disconnect, or keep the user as yours."));
    }
  }

  private static void deletePolicy(IamState now, List<IamAction> actions, List<Finding> findings) {
    ManagedPolicy policy = now.policy().orElseThrow();
    int otherUses = policy.uses() - (now.isAttached() ? 1 : 0);
    if (otherUses > 0) {
      findings.add(
          Finding.warning(
              Code.POLICY_KEPT,
              "Disconnecting leaves the policy "
                  + policy.arn()
                  + ", as others use it too: "
                  + otherUses
                  + ".",
              "Detach it there, then disconnect, or keep the policy as yours."));
      return;
    }
    now.versions().stream()
        .filter(version -> !version.isDefault())
        .forEach(
            version -> actions.add(new IamAction.DeletePolicyVersion(policy.arn(), version.id())));
    actions.add(new IamAction.DeletePolicy(policy.arn(), policy.document()));
  }

  private static IamEntry found(IamNames names, boolean userIsOurs, boolean policyIsOurs) {
    return new IamEntry(names.userName(), names.policyName(), !userIsOurs, !policyIsOurs);
  }
}
