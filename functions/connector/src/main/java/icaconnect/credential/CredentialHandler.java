package icaconnect.credential;

import icaconnect.connection.Mark;
import icaconnect.ica.Pause;
import icaconnect.reading.Reads;
import icaconnect.registry.ReadableJournal;
import icaconnect.report.Report;
import icaconnect.step.AsPlanned;
import icaconnect.step.Goal;
import icaconnect.step.Step;
import icaconnect.step.StepHandler;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps one access key of ICA's user in one secret; the key's secret half never leaves this call.
 */
public final class CredentialHandler extends StepHandler {
  private static final String NAME = JournalledCredential.NAME;

  private final AccessKeys keys;
  private final Secrets secrets;
  private final ReadableJournal journal;
  private final SecretReaders readers;
  private final Clock clock;
  private final Duration keySettling;
  private final KeyCreation creation;
  private final Supplier<Reads> reading;

  /** One that asks for one thing after another. */
  public CredentialHandler(
      String stack,
      AccessKeys keys,
      Secrets secrets,
      ReadableJournal journal,
      SecretReaders readers,
      Duration keySettling,
      Clock clock,
      Pause pause) {
    this(stack, keys, secrets, journal, readers, keySettling, clock, pause, Reads::inTurn);
  }

  /**
   * @param keySettling how long IAM may not list a key that was stored
   * @param reading how the ports may be asked
   */
  public CredentialHandler(
      String stack,
      AccessKeys keys,
      Secrets secrets,
      ReadableJournal journal,
      SecretReaders readers,
      Duration keySettling,
      Clock clock,
      Pause pause,
      Supplier<Reads> reading) {
    super(stack);
    this.reading = reading;
    this.keys = keys;
    this.secrets = secrets;
    this.journal = journal;
    this.readers = readers;
    this.keySettling = keySettling;
    this.clock = clock;
    this.creation = new KeyCreation(keys, pause);
  }

  @Override
  protected Report handle(Step step) {
    var journalled = step.journalled(NAME).map(JournalledCredential::read);
    var userName =
        step.goal() == Goal.CONNECT
            ? step.connection().userName()
            : journalled.map(JournalledCredential::userName).orElse(step.connection().userName());
    var current = read(step, userName, journalled);
    var plan =
        step.goal() == Goal.CONNECT
            ? guarded(
                CredentialPlanner.connect(
                    step.connection(),
                    step.installation().secretName(userName),
                    current,
                    journalled),
                current.secretName())
            : CredentialPlanner.disconnect(
                step.connection(), current, journalled, replacedKey(step));
    if (step.writes()) {
      AsPlanned.only(step, Report.of(NAME, plan.changes()));
    }
    var outputs = step.writes() ? apply(step, plan, current) : known(plan);
    return Report.of(NAME, plan.changes())
        .withOutputs(outputs)
        .withFindings(
            step.goal() == Goal.CONNECT
                ? CredentialFindings.of(plan, current, replacedKey(step))
                : List.of());
  }

  private CredentialState read(
      Step step, String userName, Optional<JournalledCredential> journalled) {
    try (var reads = reading.get()) {
      return CredentialState.read(
          userName,
          SecretNames.of(step),
          keys,
          secrets,
          journalled,
          clock.instant().minus(keySettling),
          reads);
    }
  }

  private CredentialPlan guarded(CredentialPlan plan, String secretName) {
    return switch (plan) {
      case CredentialPlan.Keep keep ->
          keep.secretArn()
              .flatMap(this::guarding)
              .<CredentialPlan>map(policy -> new CredentialPlan.Guard(secretName, keep, policy))
              .orElse(keep);
      case CredentialPlan.Create create ->
          create.replaced().flatMap(this::guarding).map(create::with).orElse(create);
      default -> plan;
    };
  }

  /** Nothing where the secret's policy says already who may read it. */
  private Optional<CredentialPlan.Guarding> guarding(String secretArn) {
    var policy = secrets.policy(secretArn);
    return readers.guards(policy)
        ? Optional.empty()
        : Optional.of(new CredentialPlan.Guarding(policy, readers.guarding(policy)));
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
            JournalledCredential.kept(current.userName(), guard.kept().accessKeyId().orElseThrow())
                .in(current.secretName()));
        secrets.guard(guard.kept().secretArn().orElseThrow(), guard.guarding().to());
        yield known(guard.kept());
      }
      case CredentialPlan.Create create -> create(step, create, current);
      case CredentialPlan.Remove remove -> {
        enter(
            step,
            step.journalled(NAME)
                .map(JournalledCredential::read)
                .orElseGet(
                    () -> JournalledCredential.found(remove.userName()).in(current.secretName())));
        remove.keys().forEach(id -> keys.delete(remove.userName(), id));
        remove.secretArn().ifPresent(secrets::delete);
        yield Map.of();
      }
    };
  }

  /**
   * A retry is given the journal that its first try was given, so the entry is read anew: the first
   * try may have created a key whose answer was lost.
   */
  private Map<String, String> create(
      Step step, CredentialPlan.Create create, CredentialState current) {
    Optional<JournalledCredential> unfinished =
        journal
            .entry(step.bucket(), NAME)
            .map(JournalledCredential::read)
            .filter(JournalledCredential::isUnfinished);
    create.orphans().forEach(id -> keys.delete(create.userName(), id));
    unfinished.ifPresent(creation::deleteUnknown);
    var entry =
        JournalledCredential.creating(current, clock.instant())
            .sinceBefore(unfinished)
            .in(create.secretName());
    enter(step, entry);
    NewKey key = creation.create(entry);
    boolean kept = false;
    try {
      String arn = store(step.installation().mark(step.bucket()), create, key);
      enter(
          step,
          JournalledCredential.stored(create.userName(), key.accessKeyId(), clock.instant())
              .in(create.secretName()));
      kept = true;
      unfinished.ifPresent(earlier -> creation.deleteUnknown(earlier.besides(key.accessKeyId())));
      return Map.of("secretArn", arn, "accessKeyId", key.accessKeyId());
    } finally {
      // A key that was not stored, or whose lease was lost, must not outlive this call.
      if (!kept) {
        keys.delete(create.userName(), key.accessKeyId());
      }
    }
  }

  /** The value comes last, when the secret's own policy already says who may read it. */
  private String store(Mark mark, CredentialPlan.Create create, NewKey key) {
    String arn =
        create.replaced().orElseGet(() -> guarded(create.secretName(), mark, create.userName()));
    create.guarding().ifPresent(policy -> secrets.guard(arn, policy.to()));
    secrets.put(arn, mark.bucket(), create.userName(), key);
    return arn;
  }

  private String guarded(String secretName, Mark mark, String userName) {
    String arn = secrets.create(secretName, mark, userName);
    if (!readers.guards(Optional.empty())) {
      secrets.guard(arn, readers.guarding(Optional.empty()));
    }
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
