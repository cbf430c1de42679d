package icaconnect.iam;

import icaconnect.connection.Mark;
import icaconnect.failure.TryAgain;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Takes user and policy back. What could hang on them takes nine calls to ask for, and is almost
 * always nothing: IAM refuses to delete what is in use, and only then they are asked for.
 */
final class TakingBack {
  private final IamPort iam;
  private final Mark mark;
  private final IamNames names;
  private final Optional<IamEntry> before;

  TakingBack(IamPort iam, Mark mark, IamNames names, Optional<IamEntry> before) {
    this.iam = iam;
    this.mark = mark;
    this.names = names;
    this.before = before;
  }

  /** What there was, as far as it had to be read, and what was planned on it. */
  record Taken(IamState now, IamPlan plan) {}

  /** A plan alone finds nothing out by doing, so it asks for everything. */
  Taken planned() {
    IamState now = asked(iam.read(names));
    // The step before this one would have taken our access key back.
    List<AttachedItem> left =
        now.attachedItems().stream()
            .filter(item -> item.kind() != AttachedItem.Kind.ACCESS_KEY)
            .toList();
    return plan(now.withAttachedItems(left));
  }

  /**
   * Plans and applies until IAM has nothing more to object to; what is repeated then is forgiven.
   */
  Taken done(BiConsumer<IamPlan, IamArns> apply) {
    Set<IamAction> refused = new HashSet<>();
    IamState now = iam.read(names);
    if (!now.isAttached()) {
      // An earlier disconnect came this far, and IAM may have refused it.
      now = asked(now);
    }
    while (true) {
      Taken taken = plan(now);
      try {
        apply.accept(taken.plan(), IamArns.of(names, now));
        return taken;
      } catch (StillInUse refusal) {
        if (!refused.add(refusal.action())) {
          throw new TryAgain("IAM does not know of earlier deletions everywhere yet.", refusal);
        }
        now = explained(now, refusal);
      }
    }
  }

  private Taken plan(IamState now) {
    return new Taken(now, IamPlanner.disconnect(mark, names, now, before));
  }

  private IamState asked(IamState now) {
    IamState known = IamPlanner.policyIsOurs(mark, now, before) ? withVersions(now) : now;
    return IamPlanner.userIsOurs(mark, now, before) ? withAttachedItems(known) : known;
  }

  private IamState explained(IamState now, StillInUse refusal) {
    return refusal.action() instanceof IamAction.DeleteUser
        ? withAttachedItems(now)
        : withVersions(now);
  }

  private IamState withAttachedItems(IamState now) {
    return now.withAttachedItems(iam.attachedItems(names.userName()));
  }

  private IamState withVersions(IamState now) {
    return now.withVersions(iam.versions(now.policy().orElseThrow().arn()));
  }
}
