package icaconnect.rotation;

import icaconnect.credential.AccessKeys;
import icaconnect.credential.ConnectionUser;
import icaconnect.credential.JournalledCredential;
import icaconnect.credential.KeyCreation;
import icaconnect.credential.NewKey;
import icaconnect.credential.SecretNames;
import icaconnect.ica.Pause;
import icaconnect.registry.ReadableJournal;
import icaconnect.step.Step;
import java.time.Clock;
import java.util.Optional;

/** Carries a plan out; what is about to change is in the journal before it does. */
final class KeyRotation {
  private final AccessKeys keys;
  private final KeyUse use;
  private final SecretVersions versions;
  private final ReadableJournal journal;
  private final KeyCreation creation;
  private final Clock clock;

  KeyRotation(
      AccessKeys keys,
      KeyUse use,
      SecretVersions versions,
      ReadableJournal journal,
      Clock clock,
      Pause pause) {
    this.creation = new KeyCreation(keys, pause);
    this.keys = keys;
    this.use = use;
    this.versions = versions;
    this.journal = journal;
    this.clock = clock;
  }

  /** Where the rotation stands after the plan. */
  RotationPhase apply(Step step, RotationState state, RotationPlan plan) {
    return switch (plan) {
      case RotationPlan.Keep(RotationPhase standing) -> standing;
      case RotationPlan.Rest _ -> RotationPhase.RESTING;
      case RotationPlan.Create create -> {
        create(step, state, create);
        yield RotationPhase.NEW_KEY;
      }
      case RotationPlan.Promote(_, String arn, KeyVersion from, KeyVersion to) -> {
        enter(step, RotationEntry.replacing(from.accessKeyId(), clock.instant()));
        versions.makeCurrent(arn, from, to);
        versions.tag(arn, to.accessKeyId());
        versions.unlabel(arn, to);
        yield RotationPhase.OLD_KEY;
      }
      case RotationPlan.Tidy tidy -> {
        versions.tag(tidy.secretArn(), tidy.current().accessKeyId());
        tidy.labelled().ifPresent(version -> versions.unlabel(tidy.secretArn(), version));
        yield state.oldKey().isPresent() ? RotationPhase.OLD_KEY : RotationPhase.ONE_KEY;
      }
      case RotationPlan.Disable(String userName, String id) -> {
        enter(step, state.entry().disabling(clock.instant()));
        use.disable(userName, id);
        yield RotationPhase.RESTING;
      }
      case RotationPlan.Delete(String userName, String id) -> {
        keys.delete(userName, id);
        enter(step, RotationEntry.NONE);
        yield RotationPhase.ONE_KEY;
      }
      case RotationPlan.Withdraw(String userName, String arn, KeyVersion version) -> {
        keys.delete(userName, version.accessKeyId());
        versions.unlabel(arn, version);
        enter(step, state.entry().withdrawn());
        yield RotationPhase.ONE_KEY;
      }
    };
  }

  private void create(Step step, RotationState state, RotationPlan.Create create) {
    Optional<JournalledCredential> unfinished =
        journal
            .entry(step.bucket(), JournalledCredential.NAME)
            .flatMap(JournalledCredential::read)
            .filter(JournalledCredential::isUnfinished)
            .filter(entry -> entry.userName().equals(create.userName()));
    boolean theirs = new ConnectionUser(step).isTheirs();
    create.orphans().forEach(id -> keys.delete(create.userName(), id));
    unfinished.ifPresent(entry -> creation.deleteUnknown(entry, theirs));
    var entry =
        JournalledCredential.creating(create.userName(), state.keys(), clock.instant())
            .sinceBefore(unfinished)
            .in(SecretNames.of(step));
    enter(step, entry);
    NewKey key = creation.create(entry, theirs);
    boolean kept = false;
    try {
      enter(step, RotationEntry.preparing(state.current().accessKeyId(), key.accessKeyId()));
      versions.addPending(create.secretArn(), step.bucket(), create.userName(), key);
      enter(
          step,
          JournalledCredential.stored(create.userName(), key.accessKeyId(), clock.instant())
              .in(SecretNames.of(step)));
      kept = true;
      unfinished.ifPresent(
          earlier -> creation.deleteUnknown(earlier.besides(key.accessKeyId()), theirs));
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
