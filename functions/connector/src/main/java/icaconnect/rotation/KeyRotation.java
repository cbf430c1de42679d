package icaconnect.rotation;

import icaconnect.credential.AccessKeys;
import icaconnect.credential.JournalledCredential;
import icaconnect.credential.NewKey;
import icaconnect.credential.SecretNames;
import icaconnect.registry.Journal;
import icaconnect.step.Step;
import java.time.Clock;

/** Carries a plan out; what is about to change is in the journal before it does. */
final class KeyRotation {
  private final AccessKeys keys;
  private final KeyUse use;
  private final SecretVersions versions;
  private final Journal journal;
  private final Clock clock;

  KeyRotation(AccessKeys keys, KeyUse use, SecretVersions versions, Journal journal, Clock clock) {
    this.keys = keys;
    this.use = use;
    this.versions = versions;
    this.journal = journal;
    this.clock = clock;
  }

  /** Where the rotation stands after the plan. */
  Standing apply(Step step, RotationState state, RotationPlan plan) {
    return switch (plan) {
      case RotationPlan.Keep(Standing standing) -> standing;
      case RotationPlan.Rest _ -> Standing.RESTING;
      case RotationPlan.Create create -> {
        create(step, state, create);
        yield Standing.NEW_KEY;
      }
      case RotationPlan.Promote(_, String arn, KeyVersion from, KeyVersion to) -> {
        enter(step, RotationEntry.replacing(from.accessKeyId(), clock.instant()));
        versions.makeCurrent(arn, from, to);
        versions.tag(arn, to.accessKeyId());
        versions.unlabel(arn, to);
        yield Standing.OLD_KEY;
      }
      case RotationPlan.Tidy tidy -> {
        versions.tag(tidy.secretArn(), tidy.current().accessKeyId());
        tidy.labelled().ifPresent(version -> versions.unlabel(tidy.secretArn(), version));
        yield state.oldKey().isPresent() ? Standing.OLD_KEY : Standing.ONE_KEY;
      }
      case RotationPlan.Disable(String userName, String id) -> {
        enter(step, state.entry().disabling(clock.instant()));
        use.disable(userName, id);
        yield Standing.RESTING;
      }
      case RotationPlan.Delete(String userName, String id) -> {
        keys.delete(userName, id);
        enter(step, RotationEntry.NONE);
        yield Standing.ONE_KEY;
      }
      case RotationPlan.Withdraw(String userName, String arn, KeyVersion version) -> {
        keys.delete(userName, version.accessKeyId());
        versions.unlabel(arn, version);
        yield Standing.ONE_KEY;
      }
    };
  }

  private void create(Step step, RotationState state, RotationPlan.Create create) {
    create.orphans().forEach(id -> keys.delete(create.userName(), id));
    enter(
        step,
        JournalledCredential.creating(create.userName(), state.keys(), clock.instant())
            .in(SecretNames.of(step)));
    NewKey key = keys.create(create.userName());
    boolean kept = false;
    try {
      versions.addPending(create.secretArn(), step.bucket(), create.userName(), key);
      enter(
          step,
          JournalledCredential.stored(create.userName(), key.accessKeyId())
              .in(SecretNames.of(step)));
      kept = true;
    } finally {
      // A key that was not stored, or whose lease was lost, must not outlive this call.
      if (!kept) {
        keys.delete(create.userName(), key.accessKeyId());
      }
    }
  }

  private void enter(Step step, RotationEntry entry) {
    journal.enter(step.bucket(), step.requiredLease(), RotationEntry.NAME, entry.write());
  }

  private void enter(Step step, JournalledCredential entry) {
    journal.enter(step.bucket(), step.requiredLease(), JournalledCredential.NAME, entry.write());
  }
}
