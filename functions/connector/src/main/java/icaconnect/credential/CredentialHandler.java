package icaconnect.credential;

import icaconnect.registry.Journal;
import icaconnect.report.Report;
import icaconnect.step.Goal;
import icaconnect.step.Step;
import icaconnect.step.StepHandler;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps one access key of ICA's user in one secret; the key's secret half never leaves this call.
 */
public final class CredentialHandler extends StepHandler {
  private static final String NAME = JournalledCredential.NAME;

  private final AccessKeys keys;
  private final Secrets secrets;
  private final Journal journal;
  private final SecretReaders readers;
  private final Clock clock;

  public CredentialHandler(
      AccessKeys keys, Secrets secrets, Journal journal, SecretReaders readers, Clock clock) {
    this.keys = keys;
    this.secrets = secrets;
    this.journal = journal;
    this.readers = readers;
    this.clock = clock;
  }

  @Override
  protected Report handle(Step step) {
    var journalled = step.journalled(NAME).map(JournalledCredential::read);
    var userName =
        step.goal() == Goal.CONNECT
            ? step.connection().userName()
            : journalled.map(JournalledCredential::userName).orElse(step.connection().userName());
    var current = CredentialState.read(userName, keys, secrets);
    var plan =
        step.goal() == Goal.CONNECT
            ? guarded(CredentialPlanner.connect(step.connection(), current, journalled), userName)
            : CredentialPlanner.disconnect(
                step.connection(), current, journalled, replacedKey(step));
    var outputs = step.writes() ? apply(step, plan, current) : known(plan);
    return Report.of(NAME, plan.changes()).withOutputs(outputs);
  }

  private CredentialPlan guarded(CredentialPlan plan, String userName) {
    if (plan instanceof CredentialPlan.Keep keep && keep.secretArn().isPresent()) {
      var policy = secrets.policy(keep.secretArn().get());
      if (!readers.guards(policy)) {
        return new CredentialPlan.Guard(userName, keep, policy, readers.guarding(policy));
      }
    }
    return plan;
  }

  /** A rotation that is not over has left the old key, which is ours too. */
  private static Optional<String> replacedKey(Step step) {
    return step.journalled("rotation").map(entry -> entry.path("oldKey").textValue());
  }

  private Map<String, String> apply(Step step, CredentialPlan plan, CredentialState current) {
    return switch (plan) {
      case CredentialPlan.Keep keep -> known(keep);
      case CredentialPlan.Guard guard -> {
        enter(
            step,
            JournalledCredential.stored(
                guard.userName(), guard.kept().accessKeyId().orElseThrow()));
        secrets.guard(guard.kept().secretArn().orElseThrow(), guard.to());
        yield known(guard.kept());
      }
      case CredentialPlan.Create create -> create(step, create, current);
      case CredentialPlan.Remove remove -> {
        enter(
            step,
            step.journalled(NAME)
                .map(JournalledCredential::read)
                .orElseGet(() -> JournalledCredential.found(remove.userName())));
        remove.keys().forEach(id -> keys.delete(remove.userName(), id));
        remove.secretArn().ifPresent(secrets::delete);
        yield Map.of();
      }
    };
  }

  private Map<String, String> create(
      Step step, CredentialPlan.Create create, CredentialState current) {
    create.orphans().forEach(id -> keys.delete(create.userName(), id));
    enter(step, JournalledCredential.creating(current, clock.instant()));
    NewKey key = keys.create(create.userName());
    boolean kept = false;
    try {
      String arn = store(step.bucket(), create, key);
      enter(step, JournalledCredential.stored(create.userName(), key.accessKeyId()));
      kept = true;
      return Map.of("secretArn", arn, "accessKeyId", key.accessKeyId());
    } finally {
      // A key that was not stored, or whose lease was lost, must not outlive this call.
      if (!kept) {
        keys.delete(create.userName(), key.accessKeyId());
      }
    }
  }

  /** The value comes last, when the secret's own policy already says who may read it. */
  private String store(String bucket, CredentialPlan.Create create, NewKey key) {
    String arn =
        create
            .replaced()
            .orElseGet(() -> secrets.create(create.secretName(), bucket, create.userName()));
    var policy = create.replaced().flatMap(secrets::policy);
    if (!readers.guards(policy)) {
      secrets.guard(arn, readers.guarding(policy));
    }
    secrets.put(arn, bucket, create.userName(), key);
    return arn;
  }

  private void enter(Step step, JournalledCredential entry) {
    journal.enter(step.bucket(), step.requiredLease(), NAME, entry.write());
  }

  private static Map<String, String> known(CredentialPlan plan) {
    if (plan instanceof CredentialPlan.Guard guard) {
      return known(guard.kept());
    }
    var outputs = new HashMap<String, String>();
    if (plan
        instanceof CredentialPlan.Keep(Optional<String> secretArn, Optional<String> accessKeyId)) {
      secretArn.ifPresent(arn -> outputs.put("secretArn", arn));
      accessKeyId.ifPresent(id -> outputs.put("accessKeyId", id));
    }
    return outputs;
  }
}
