package icaconnect.rotation;

import icaconnect.credential.AccessKeys;
import icaconnect.credential.KeyCreation;
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
    this.creation = new KeyCreation(keys, journal, clock, pause);
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
        enter(step, RotationEntry.of(state.current()));
        yield RotationPhase.ONE_KEY;
      }
    };
  }

  private void create(Step step, RotationState state, RotationPlan.Create create) {
    enter(step, RotationEntry.of(state.current()));
    creation.create(
        step,
        new KeyCreation.Wanted(
            create.userName(),
            SecretNames.of(step),
            state.keys(),
            create.orphans(),
            Optional.of(state.current().accessKeyId())),
        key -> {
          enter(step, RotationEntry.preparing(state.current().accessKeyId(), key.accessKeyId()));
          versions.addPending(create.secretArn(), step.bucket(), create.userName(), key);
          return key.accessKeyId();
        });
  }

  private void enter(Step step, RotationEntry entry) {
    journal.enter(step.bucket(), step.requiredLease(), RotationEntry.NAME, entry.write());
  }
}
