package icaconnect.rotation;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.code.Code;
import icaconnect.credential.AccessKey;
import icaconnect.credential.AccessKeys;
import icaconnect.credential.ConnectionUser;
import icaconnect.credential.JournalledCredential;
import icaconnect.credential.NewKeysSecret;
import icaconnect.credential.OwnSecret;
import icaconnect.credential.StoredCredential;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import icaconnect.ica.Pause;
import icaconnect.lambda.JsonHandler;
import icaconnect.registry.ReadableJournal;
import icaconnect.report.Finding;
import icaconnect.step.NotBelieved;
import icaconnect.step.Step;
import icaconnect.step.StepHandler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Takes one part of a rotation: PREPARE, PROVE, PROMOTE, RETIRE or WITHDRAW, as the workflow asks.
 */
public final class RotationHandler extends JsonHandler {
  private enum Act {
    PREPARE,
    PROVE,
    PROMOTE,
    RETIRE,
    WITHDRAW
  }

  private final String stack;
  private final AccessKeys keys;
  private final KeyUse use;
  private final UserGrants grants;
  private final SecretVersions versions;
  private final KeyProof proof;
  private final KeyRotation rotation;
  private final ReadableJournal journal;
  private final Periods periods;
  private final Duration keySettling;
  private final Clock clock;

  public RotationHandler(
      String stack,
      AccessKeys keys,
      KeyUse use,
      UserGrants grants,
      SecretVersions versions,
      KeyProof proof,
      ReadableJournal journal,
      Periods periods,
      Duration keySettling,
      Clock clock,
      Pause pause) {
    this.stack = stack;
    this.keys = keys;
    this.use = use;
    this.grants = grants;
    this.versions = versions;
    this.proof = proof;
    this.rotation = new KeyRotation(keys, use, versions, journal, clock, pause);
    this.journal = journal;
    this.periods = periods;
    this.keySettling = keySettling;
    this.clock = clock;
  }

  @Override
  protected Object handle(JsonNode input, Context context) {
    Step step = StepHandler.decode(input, context, stack);
    Act act = Act.valueOf(input.path("act").asText().toUpperCase(Locale.ROOT));
    String name = OwnSecret.name(step);
    if (act == Act.PROVE) {
      described(step, name);
      proof.usePending(step, name);
      return RotationReport.of(List.of(), Map.of());
    }
    RotationState state = read(step, name);
    if (act != Act.WITHDRAW) {
      awaitListing(step, state);
    }
    RotationPlan plan =
        switch (act) {
          case PREPARE ->
              RotationPlanner.prepare(
                  state, Duration.ofDays(input.path("olderThanDays").asLong()), clock.instant());
          case PROMOTE -> RotationPlanner.promote(state);
          case RETIRE -> RotationPlanner.retire(state, lastUsed(state), periods, clock.instant());
          case WITHDRAW -> RotationPlanner.withdraw(state);
          case PROVE -> throw new IllegalStateException("proved above");
        };
    var findings = new ArrayList<>(unreadable(step));
    if (act == Act.PREPARE && leadsToNewKey(plan)) {
      var user = new NewKeysUser(step);
      user.refuseUnbounded();
      findings.addAll(user.findings(grants));
    }
    if (plan instanceof RotationPlan.Create(_, String arn, _)) {
      NewKeysSecret.refuseUnmarked(state.secret(), name, step.installation().mark(step.bucket()));
      NewKeysSecret.refuseUnderOtherKey(state.secret(), name);
      NewKeysSecret.refuseOpen(name, versions.policy(arn));
    }
    RotationPhase standing = rotation.apply(step, state, plan);
    return RotationReport.of(state, plan, standing, periods, clock.instant())
        .withFindings(findings);
  }

  private static boolean leadsToNewKey(RotationPlan plan) {
    return !(plan instanceof RotationPlan.Keep(RotationPhase standing))
        || standing == RotationPhase.NEW_KEY;
  }

  private Optional<RotationEntry> recorded(Step step) {
    return step.journalled(RotationEntry.NAME)
        .flatMap(entry -> RotationEntry.read(entry, clock.instant()));
  }

  private List<Finding> unreadable(Step step) {
    return step.journal().containsKey(RotationEntry.NAME) && recorded(step).isEmpty()
        ? List.of(
            NotBelieved.unreadable(
                "an entry of a rotation", "a key that one has left or made is nobody's to delete"))
        : List.of();
  }

  private StoredCredential described(Step step, String name) {
    StoredCredential secret = versions.describe(name).orElseThrow(() -> missing(name));
    if (!secret.bucket().equals(Optional.of(step.bucket()))) {
      throw new Refused(
          Code.SECRET_NOT_OURS,
          "The secret " + name + " was not made for the bucket " + step.bucket() + ".",
          "Run connect with another userName.");
    }
    return secret;
  }

  private RotationState read(Step step, String name) {
    String userName = step.connection().userName();
    StoredCredential secret = described(step, name);
    List<AccessKey> present = keys.of(userName);
    return new RotationState(
        userName,
        present,
        secret,
        versions.at(name, SecretVersions.CURRENT).orElseThrow(() -> missing(name)),
        versions.at(name, SecretVersions.PENDING),
        new ConnectionUser(step)
            .believed(
                step.journalled(JournalledCredential.NAME).flatMap(JournalledCredential::read))
            .filter(entry -> entry.userName().equals(userName))
            .map(entry -> entry.orphans(present))
            .orElse(List.of()),
        recorded(step).orElse(RotationEntry.NONE));
  }

  /**
   * A key that IAM does not list yet is neither gone nor certain to be there. The workflow's
   * journal is older than the key that this rotation has made.
   */
  private void awaitListing(Step step, RotationState state) {
    journal
        .entry(step.bucket(), JournalledCredential.NAME)
        .flatMap(JournalledCredential::read)
        .filter(entry -> entry.mayBeOf(clock.instant()))
        .flatMap(entry -> entry.notYetIn(state.keys(), clock.instant().minus(keySettling)))
        .map(AccessKey::id)
        .filter(state::holds)
        .ifPresent(id -> {
          throw new TryAgain(
              "IAM does not list the access key " + id + " yet, which was stored a moment ago.");
        });
  }

  private Optional<Instant> lastUsed(RotationState state) {
    return state.oldKey().map(AccessKey::id).flatMap(use::lastUsed);
  }

  private static Refused missing(String name) {
    return new Refused(
        Code.CONNECTION_SECRET_MISSING,
        "There is no secret " + name + ".",
        "Run connect: it makes one.");
  }
}
