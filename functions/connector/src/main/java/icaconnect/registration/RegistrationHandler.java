package icaconnect.registration;

import icaconnect.code.Code;
import icaconnect.credential.JournalledCredential;
import icaconnect.credential.KeyOwner;
import icaconnect.credential.OwnSecret;
import icaconnect.failure.Refused;
import icaconnect.ica.CreateOnce;
import icaconnect.ica.Ica;
import icaconnect.ica.IcaAccess;
import icaconnect.ica.IcaFailure;
import icaconnect.ica.Pause;
import icaconnect.lambda.Json;
import icaconnect.lambda.Shortened;
import icaconnect.registry.Journal;
import icaconnect.report.Finding;
import icaconnect.report.PlannedWrite;
import icaconnect.report.Report;
import icaconnect.step.AsPlanned;
import icaconnect.step.EarlierRecord;
import icaconnect.step.Goal;
import icaconnect.step.NotBelieved;
import icaconnect.step.Step;
import icaconnect.step.StepHandler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes ICA know the bucket, or tells a person how to; starts the validation and waits for nothing.
 */
public final class RegistrationHandler extends StepHandler {
  /** Characters of a name or an id; findings go through states. */
  private static final int SHOWN = 200;

  private static final Finding UNREADABLE =
      NotBelieved.unreadable(
          "an entry of what is registered in ICA", "what is there is known by its name");

  private final IcaAccess access;
  private final ConnectionKeys keys;
  private final KeyOwner owner;
  private final Journal journal;
  private final CreateOnce createOnce;
  private final Tenant tenant;

  /**
   * @param tenant the id of the ICA tenant that connections may be registered in; empty for the one
   *     of the first registration
   */
  public RegistrationHandler(
      String stack,
      IcaAccess access,
      ConnectionKeys keys,
      KeyOwner owner,
      Journal journal,
      Pause pause,
      Optional<String> tenant,
      KnownTenant known) {
    super(stack);
    this.tenant = new Tenant(tenant, known);
    this.access = access;
    this.keys = keys;
    this.owner = owner;
    this.journal = journal;
    this.createOnce = new CreateOnce(pause);
  }

  @Override
  protected Object handle(Step step) {
    var recorded = step.journalled(RegistrationReport.NAME).flatMap(RegistrationEntry::read);
    Report report = handle(step, recorded.orElse(RegistrationEntry.NONE));
    return isUnreadable(step)
        ? report.withFindings(
            Stream.concat(Stream.of(UNREADABLE), report.findings().stream()).toList())
        : report;
  }

  private static boolean isUnreadable(Step step) {
    return step.journal().containsKey(RegistrationReport.NAME)
        && step.journalled(RegistrationReport.NAME).flatMap(RegistrationEntry::read).isEmpty();
  }

  private Report handle(Step step, RegistrationEntry before) {
    if (step.goal() == Goal.DISCONNECT) {
      return leave(step, before);
    }
    var wish = RegistrationWish.of(step.connection(), step.facts());
    String secret = OwnSecret.name(step);
    var key = keys.labelled(secret, step.keyLabel());
    key.ifPresent(found -> OwnSecret.refuseOthers(step, secret, found.bucket()));
    try {
      return access
          .open(step.connection().ica().apiKeySecretArn())
          .map(ica -> register(step, wish, before, key, ica))
          .orElseGet(() -> handOver(step, wish, key));
    } catch (IcaFailure failure) {
      throw IcaFailures.forWorkflow(failure);
    }
  }

  private Report register(
      Step step,
      RegistrationWish wish,
      RegistrationEntry before,
      Optional<ConnectionKey> key,
      Ica ica) {
    tenant.check(ica);
    var apiKey = access.secretOf(step.connection().ica().apiKeySecretArn());
    var whose = new WhoseIca(apiKey, tenant.expected());
    Optional<String> keyId = key.map(present -> present.credentials().accessKeyId());
    RegistrationPlan plan = RegistrationPlanner.plan(wish, IcaNow.read(ica), before, keyId);
    if (plan.handsOver()) {
      tenant.checkHandOver(ica, !apiKey.equals(access.secretOf(Optional.empty())));
    }
    Report writes = RegistrationReport.writes(plan, wish, whose, before);
    if (!step.writes()) {
      return RegistrationReport.planned(plan, wish, whose, before, keyId)
          .withWrites(PlannedWrite.of(writes));
    }
    AsPlanned.only(step, writes);
    var registrar = new Registrar(ica, tenant, createOnce, entry -> enter(step, entry), before);
    var after = registrar.apply(plan, wish, () -> owner.proven(step, required(key).credentials()));
    tenant.learn(ica);
    return RegistrationReport.done(plan, wish, whose, before, keyId, after);
  }

  private void enter(Step step, RegistrationEntry entry) {
    journal.enter(step.bucket(), step.requiredLease(), RegistrationReport.NAME, Json.tree(entry));
  }

  private static Report handOver(Step step, RegistrationWish wish, Optional<ConnectionKey> key) {
    Optional<ConnectionKey> known = step.writes() ? Optional.of(required(key)) : key;
    String arn = known.map(ConnectionKey::secretArn).orElse("(its ARN, which connect answers)");
    String region = step.account().region();
    boolean newKey = !step.keyLabel().equals(Step.CURRENT_KEY);
    String when = step.writes() ? "" : "Once connect has run:\n";
    return RegistrationReport.of(
        List.of(newKey ? RegistrationFindings.newKeyByHand() : RegistrationFindings.byHand()),
        Map.of(
            "handOver",
            newKey
                ? HandOver.newKeyText(wish, arn, region, step.keyLabel())
                : when + HandOver.text(wish, arn, region),
            RegistrationReport.STATUS,
            RegistrationReport.NOT_REGISTERED));
  }

  private static Report leave(Step step, RegistrationEntry before) {
    if (!mayBeRegistered(step, before)) {
      return RegistrationReport.of(List.of(), Map.of());
    }
    var names = RegistrationNames.of(step.connection());
    return RegistrationReport.of(
        List.of(
            RegistrationFindings.staysInIca(
                named(
                    before.configurationName().orElse(names.configuration()),
                    before.configurationId()),
                named(before.credentialName().orElse(names.credential()), before.credentialId()))),
        Map.of());
  }

  /**
   * By us, or with the key that the connection had by a person: an entry that nobody can read tells
   * of one, and so does our user, where the record is not known to be as old.
   */
  private static boolean mayBeRegistered(Step step, RegistrationEntry before) {
    return isUnreadable(step)
        || before.credentialName().isPresent()
        || before.configurationName().isPresent()
        || step.journal().containsKey(JournalledCredential.NAME)
        || (EarlierRecord.mayBeYoungerThanUser(step) && EarlierRecord.hasLeftUser(step));
  }

  private static String named(String name, Optional<String> id) {
    return Shortened.to(SHOWN, name)
        + id.map(known -> " (" + Shortened.to(SHOWN, known) + ")").orElse(" (if somebody made it)");
  }

  private static ConnectionKey required(Optional<ConnectionKey> key) {
    return key.orElseThrow(() ->
        new Refused(
            Code.CONNECTION_SECRET_MISSING,
            "The connection has no access key in Secrets Manager.",
            "Run connect again: its credential step makes one."));
  }
}
