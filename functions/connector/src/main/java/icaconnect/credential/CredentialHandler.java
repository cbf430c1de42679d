package icaconnect.credential;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.code.Code;
import icaconnect.connection.Mark;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import icaconnect.ica.Pause;
import icaconnect.reading.Reads;
import icaconnect.registry.ReadableJournal;
import icaconnect.report.Finding;
import icaconnect.report.Report;
import icaconnect.step.AsPlanned;
import icaconnect.step.Goal;
import icaconnect.step.NotBelieved;
import icaconnect.step.Step;
import icaconnect.step.StepHandler;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Keeps one access key of ICA's user in one secret; the key's secret half never leaves this call.
 */
public final class CredentialHandler extends StepHandler {
  private static final String NAME = JournalledCredential.NAME;
  private static final String ROTATION = "rotation";
  private static final String OLD_KEY = "oldKey";
  private static final String NEW_KEY = "newKey";

  private final AccessKeys keys;
  private final Secrets secrets;
  private final ReadableJournal journal;
  private final SecretReaders readers;
  private final Clock clock;
  private final Duration keySettling;
  private final KeyCreation creation;
  private final Supplier<Reads> reading;

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
    this.creation = new KeyCreation(keys, journal, clock, pause);
  }

  @Override
  protected Report handle(Step step) {
    var user = new ConnectionUser(step);
    var recorded =
        step.journalled(NAME)
            .flatMap(JournalledCredential::read)
            .filter(entry -> entry.mayBeOf(clock.instant()));
    var journalled = user.believed(recorded);
    var userName =
        step.goal() == Goal.CONNECT
            ? step.connection().userName()
            : journalled.map(JournalledCredential::userName).orElse(step.connection().userName());
    boolean connects = step.goal() == Goal.CONNECT;
    if (connects) {
      user.refuseAnothers(userName);
    }
    var current = read(step, userName, journalled);
    if (user.isTheirs()) {
      present(step, journalled).ifPresent(entry -> refuseToChoose(step, entry, current));
    }
    boolean anothers =
        !connects
            && ((journalled.isEmpty() && user.isAnothers(userName))
                || CredentialPlanner.isAnothers(current, step.connection()));
    Optional<String> left =
        connects || anothers || !user.isTheirs()
            ? Optional.empty()
            : CredentialPlanner.left(step.connection(), current, journalled, keysOfRotation(step));
    var keyPlan =
        connects
            ? CredentialPlanner.connect(
                step.installation().mark(step.bucket()),
                step.installation().secretName(userName),
                current,
                journalled)
            : anothers
                ? new CredentialPlan.Keep(Optional.empty(), Optional.empty())
                : CredentialPlanner.disconnect(
                    step.connection(), current, journalled, keysOfRotation(step), left);
    if (keyPlan instanceof CredentialPlan.Keep keep && connects && user.isTheirs()) {
      keep.accessKeyId()
          .ifPresent(id ->
              NewKeysSecret.refuseUnrecorded(current.secretName(), id, present(step, journalled)));
    }
    var policy =
        connects
            ? current.secret().map(StoredCredential::arn).flatMap(secrets::policy)
            : Optional.<JsonNode>empty();
    if (keyPlan instanceof CredentialPlan.Create create && create.replaced().isPresent()) {
      NewKeysSecret.refuseUnknown(
          current.secret().orElseThrow(), current.secretName(), present(step, journalled));
      NewKeysSecret.refuseOpen(current.secretName(), policy);
    }
    var plan = connects ? guarded(keyPlan, current.secretName(), policy) : keyPlan;
    if (step.writes()) {
      AsPlanned.only(step, Report.of(NAME, plan.changes()));
    }
    var outputs = step.writes() ? apply(step, plan, current) : known(plan);
    return Report.of(NAME, plan.changes())
        .withOutputs(outputs)
        .withFindings(
            Stream.concat(
                    Stream.concat(
                        unreadable(step, user, recorded), notBelieved(anothers, user, recorded)),
                    connects
                        ? CredentialFindings.of(plan, current, underRotation(step), policy, readers)
                            .stream()
                        : left.map(id -> CredentialFindings.left(current, id)).stream())
                .toList());
  }

  /**
   * A retry is given the journal that its first try was given, which may have begun to make a key
   * since.
   */
  private Optional<JournalledCredential> present(
      Step step, Optional<JournalledCredential> journalled) {
    return step.writes()
        ? new ConnectionUser(step)
            .believed(journal.entry(step.bucket(), NAME).flatMap(JournalledCredential::read))
            .or(() -> journalled)
        : journalled;
  }

  /**
   * Of a user that is not ours, people may have made a key in the same minutes. From then on both
   * are known, so that the one which a person leaves is not taken for ours.
   */
  private void refuseToChoose(Step step, JournalledCredential entry, CredentialState current) {
    var stored = current.secret().flatMap(StoredCredential::accessKeyId);
    var appeared =
        entry.orphans(current.keys()).stream()
            .filter(id -> !stored.equals(Optional.of(id)))
            .toList();
    if (appeared.size() < 2) {
      return;
    }
    if (step.writes()) {
      enter(
          step, appeared.stream().reduce(entry, JournalledCredential::besides, (_, last) -> last));
    }
    throw new Refused(
        Code.TWO_ACCESS_KEYS,
        "The access keys "
            + String.join(" and ", appeared)
            + " of the user "
            + current.userName()
            + " have appeared while this application made one whose answer it never had, and nobody can tell which that is.",
        "Delete the one that nobody uses, then send the request again; this application deletes neither.");
  }

  private CredentialState read(
      Step step, String userName, Optional<JournalledCredential> journalled) {
    try (var reads = reading.get()) {
      return CredentialState.read(
          userName,
          secretName(step, userName),
          keys,
          secrets,
          journalled,
          clock.instant().minus(keySettling),
          reads);
    }
  }

  /**
   * A record may name the secret as earlier versions called it: what there is under the present
   * name tells whose the user is, this bucket's or another's.
   */
  private String secretName(Step step, String userName) {
    String recorded = SecretNames.of(step);
    String own = step.installation().secretName(userName);
    boolean elsewhere =
        !recorded.equals(own)
            && secrets
                .describe(own)
                .filter(secret ->
                    secret.carries(step.installation().mark(step.bucket()), own)
                        || secret.isOfAnotherThan(step.bucket()))
                .isPresent();
    return elsewhere ? own : recorded;
  }

  private static Stream<Finding> unreadable(
      Step step, ConnectionUser user, Optional<JournalledCredential> recorded) {
    var findings = new ArrayList<Finding>();
    if (step.journal().containsKey(NAME) && recorded.isEmpty()) {
      findings.add(
          NotBelieved.unreadable(
              "an entry of the access key",
              user.isTheirs()
                  ? "no key is taken for ours"
                  : "ours is the one that the secret's tag names"));
    }
    if (step.isUnreadable(ROTATION)) {
      findings.add(
          NotBelieved.unreadable(
              "an entry of a rotation", "a key that one has left or made is nobody's to delete"));
    }
    return findings.stream();
  }

  private static Stream<Finding> notBelieved(
      boolean anothers, ConnectionUser user, Optional<JournalledCredential> recorded) {
    return anothers
        ? recorded.stream().map(entry -> ConnectionUser.notBelieved(entry.userName()))
        : user.findings(recorded).stream();
  }

  private CredentialPlan guarded(
      CredentialPlan plan, String secretName, Optional<JsonNode> policy) {
    if (readers.guards(policy)) {
      return plan;
    }
    var guarding = new CredentialPlan.Guarding(policy, readers.guarding(policy));
    return switch (plan) {
      case CredentialPlan.Keep keep when keep.secretArn().isPresent() ->
          new CredentialPlan.Guard(secretName, keep, guarding);
      case CredentialPlan.Create create when create.replaced().isPresent() -> create.with(guarding);
      default -> plan;
    };
  }

  /** A rotation that is not over has made a key, or left the old one: ours too. */
  private static List<String> keysOfRotation(Step step) {
    return step.journalled(ROTATION).map(entry -> keys(entry, OLD_KEY, NEW_KEY)).orElse(List.of());
  }

  /** Those that a rotation goes on with: an old key that none has replaced is not among them. */
  private static List<String> underRotation(Step step) {
    return step.journalled(ROTATION)
        .map(
            entry -> entry.has("replacedAt") ? keys(entry, OLD_KEY, NEW_KEY) : keys(entry, NEW_KEY))
        .orElse(List.of());
  }

  private static List<String> keys(JsonNode entry, String... names) {
    return Stream.of(names)
        .map(name -> entry.path(name).textValue())
        .filter(Objects::nonNull)
        .toList();
  }

  /**
   * Of a lost record: without an entry, no new key would go into this secret. An entry that is
   * there may know of a key that this does not.
   */
  private void enterKept(Step step, CredentialPlan.Keep keep, CredentialState current) {
    if (step.journalled(NAME).isEmpty() && keep.secretArn().isPresent()) {
      keep.accessKeyId()
          .map(id -> JournalledCredential.kept(current.userName(), id).in(current.secretName()))
          .ifPresent(entry -> enter(step, entry));
    }
  }

  private Map<String, String> apply(Step step, CredentialPlan plan, CredentialState current) {
    return switch (plan) {
      case CredentialPlan.Keep keep -> {
        enterKept(step, keep, current);
        yield known(keep);
      }
      case CredentialPlan.Guard guard -> {
        enterKept(step, guard.kept(), current);
        guard(guard.kept().secretArn().orElseThrow(), guard.guarding());
        yield known(guard.kept());
      }
      case CredentialPlan.Create create -> create(step, create, current);
      case CredentialPlan.Remove remove -> {
        enter(
            step,
            step.journalled(NAME)
                .flatMap(JournalledCredential::read)
                .orElseGet(
                    () -> JournalledCredential.found(remove.userName()).in(current.secretName())));
        remove.keys().forEach(id -> keys.delete(remove.userName(), id));
        remove.secretArn().ifPresent(secrets::delete);
        yield Map.of();
      }
    };
  }

  private Map<String, String> create(
      Step step, CredentialPlan.Create create, CredentialState current) {
    return creation.create(
        step,
        new KeyCreation.Wanted(
            create.userName(),
            create.secretName(),
            current.keys(),
            create.orphans(),
            Optional.empty()),
        key ->
            Map.of(
                "secretArn",
                store(step.installation().mark(step.bucket()), create, key),
                "accessKeyId",
                key.accessKeyId()));
  }

  /** The value comes last, when the secret's own policy already says who may read it. */
  private String store(Mark mark, CredentialPlan.Create create, NewKey key) {
    String arn =
        create.replaced().orElseGet(() -> guarded(create.secretName(), mark, create.userName()));
    create.guarding().ifPresent(guarding -> guard(arn, guarding));
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

  /** Read once more: between a plan and its write there are calls, in which others may write. */
  private void guard(String arn, CredentialPlan.Guarding guarding) {
    if (!secrets.policy(arn).equals(guarding.from())) {
      throw new TryAgain("Somebody else has just changed the policy of the secret " + arn + ".");
    }
    secrets.guard(arn, guarding.to());
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
