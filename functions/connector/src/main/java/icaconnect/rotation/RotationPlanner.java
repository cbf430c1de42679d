package icaconnect.rotation;

import icaconnect.code.Code;
import icaconnect.credential.AccessKey;
import icaconnect.failure.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides what happens to the connection's keys; every state that a run can leave is a beginning.
 */
final class RotationPlanner {
  /** IAM's quota: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
  private static final int MAX_KEYS = 2;

  private RotationPlanner() {}

  /** A new key, unless there is one already or the present one is younger than {@code age}. */
  static RotationPlan prepare(RotationState state, Duration age, Instant now) {
    if (state.newKey().isPresent()) {
      return new RotationPlan.Keep(RotationPhase.NEW_KEY);
    }
    if (state.oldKey().isPresent()) {
      return new RotationPlan.Keep(RotationPhase.OLD_KEY);
    }
    var useless = useless(state);
    if (state.keys().size() - useless.size() >= MAX_KEYS) {
      throw new Refused(
          Code.TWO_ACCESS_KEYS,
          "The user "
              + state.userName()
              + " has an access key besides the connection's, and IAM allows no third.",
          "Delete the one that is not in the secret.");
    }
    var present = presentKey(state);
    if (useless.isEmpty() && present.created().plus(age).isAfter(now)) {
      return new RotationPlan.Keep(RotationPhase.NOT_DUE);
    }
    return new RotationPlan.Create(state.userName(), state.secret().arn(), useless);
  }

  /** The new key becomes current; a run that died in the middle of this is finished. */
  static RotationPlan promote(RotationState state) {
    if (state.newKey().isPresent()) {
      return new RotationPlan.Promote(
          state.userName(), state.secret().arn(), state.current(), state.newKey().get());
    }
    if (state.pendingElsewhere().isPresent()) {
      throw new Refused(
          Code.NEW_KEY_GONE,
          "The new key "
              + state.pendingElsewhere().get().accessKeyId()
              + " was deleted or made inactive meanwhile.",
          "Start the rotation again: it makes another one. If ICA holds the deleted one, do it at once.");
    }
    boolean tagged =
        state.secret().accessKeyId().equals(Optional.of(state.current().accessKeyId()));
    return tagged && state.pending().isEmpty()
        ? new RotationPlan.Keep(
            state.oldKey().isPresent() ? RotationPhase.OLD_KEY : RotationPhase.ONE_KEY)
        : new RotationPlan.Tidy(
            state.userName(), state.secret().arn(), state.current(), state.pending());
  }

  /**
   * The old key is disabled after the overlap and deleted after the quiet period, both since its
   * last use.
   */
  static RotationPlan retire(
      RotationState state, Optional<Instant> lastUsed, Periods periods, Instant now) {
    if (state.pendingElsewhere().isPresent()) {
      throw new IllegalStateException("the new key is to be made current first");
    }
    if (state.oldKey().isEmpty()) {
      return new RotationPlan.Keep(RotationPhase.ONE_KEY);
    }
    AccessKey old = state.oldKey().get();
    Instant since =
        old.active()
            ? state.entry().replacedAt().orElseThrow()
            : state.entry().disabledAt().orElse(now);
    boolean stillUsed = lastUsed.filter(since::isBefore).isPresent();
    Instant until =
        lastUsed
            .filter(since::isBefore)
            .orElse(since)
            .plus(old.active() ? periods.overlap() : periods.quiet());
    if (now.isBefore(until)) {
      return new RotationPlan.Rest(until, stillUsed);
    }
    return old.active()
        ? new RotationPlan.Disable(state.userName(), old.id())
        : new RotationPlan.Delete(state.userName(), old.id());
  }

  /** Back to the present key alone, when the new one cannot be used. */
  static RotationPlan withdraw(RotationState state) {
    presentKey(state);
    return state
        .pendingElsewhere()
        .<RotationPlan>map(
            version -> new RotationPlan.Withdraw(state.userName(), state.secret().arn(), version))
        .orElseGet(() -> new RotationPlan.Keep(RotationPhase.ONE_KEY));
  }

  /** Orphans, and a new key that somebody has switched off. */
  private static List<String> useless(RotationState state) {
    var dead =
        state
            .pendingElsewhere()
            .map(KeyVersion::accessKeyId)
            .filter(id -> state.key(id).isPresent())
            .stream();
    return new ArrayList<>(
        Stream.concat(state.orphans().stream(), dead)
            .filter(id -> !id.equals(state.current().accessKeyId()))
            .distinct()
            .toList());
  }

  private static AccessKey presentKey(RotationState state) {
    return state
        .key(state.current().accessKeyId())
        .filter(AccessKey::active)
        .orElseThrow(() ->
            new Refused(
                Code.CONNECTION_KEY_DEAD,
                "The key in the secret, "
                    + state.current().accessKeyId()
                    + ", is not an active key of "
                    + state.userName()
                    + ".",
                "Run connect: it puts a new key into the secret."));
  }
}
