package icaconnect.kms;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.KeyAccess;
import icaconnect.connection.Limits;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import icaconnect.registry.ReadableJournal;
import icaconnect.report.Change;
import icaconnect.report.Finding;
import icaconnect.report.PlannedWrite;
import icaconnect.report.Report;
import icaconnect.rewriting.Rewriting;
import icaconnect.step.AsPlanned;
import icaconnect.step.Goal;
import icaconnect.step.Step;
import icaconnect.step.StepHandler;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Judges the policy of the bucket's key, and lets ICA in by it or takes that back. */
public final class KmsHandler extends StepHandler {
  private final EditableKeys editable;
  private final KeyTags tags;
  private final KeyPolicyPort policies;
  private final KeyGrants grants;
  private final Limits limits;
  private final ReadableJournal journal;
  private final Rewriting rewriting;
  private final Clock clock;

  public KmsHandler(
      String stack,
      EditableKeys editable,
      KeyTags tags,
      KeyPolicyPort policies,
      KeyGrants grants,
      Limits limits,
      ReadableJournal journal,
      Rewriting rewriting,
      Clock clock) {
    super(stack);
    this.editable = editable;
    this.tags = tags;
    this.policies = policies;
    this.grants = grants;
    this.limits = limits;
    this.journal = journal;
    this.rewriting = rewriting;
    this.clock = clock;
  }

  @Override
  protected Report handle(Step sent) {
    if (sent.goal() == Goal.CONNECT) {
      sent.checkReach(limits);
    }
    Step step = sent.writes() && !sent.connection().verifyOnly() ? withPresentEntry(sent) : sent;
    Report report = step.connection().verifyOnly() ? left(step) : handle(sent, step);
    return report.withFindings(
        Stream.concat(RecordedKeys.notBelieved(step).stream(), report.findings().stream())
            .toList());
  }

  private Report handle(Step sent, Step step) {
    var found = found(step);
    var granted = granted(step, found);
    var given =
        new Given(editable(step), granted, grantsOn(step, found, granted), isReplaced(sent));
    var plan = plan(step, found, given);
    if (step.writes()) {
      return written(step, found, given, plan);
    }
    plan.refusal()
        .ifPresent(refused -> {
          throw refused;
        });
    return planned(plan);
  }

  /** The owner's policy is judged and never written; Inspect has said what it lacks. */
  private Report left(Step step) {
    var nothing = Report.of(KmsPlanner.STEP, List.of());
    if (step.goal() == Goal.DISCONNECT) {
      return nothing.withFindings(new OursLeft(editable, policies, grants).findings(step));
    }
    var findings = new ArrayList<Finding>();
    step.facts()
        .kmsKeyArn()
        .map(arn -> OwnersKeyPolicy.findings(step, arn, policies.read(arn), clock.instant()))
        .ifPresent(findings::addAll);
    JournalEntry.read(step).keys().stream()
        .filter(each -> !each.grantees().isEmpty())
        .forEach(
            each -> findings.add(KmsLeftFindings.grantsStay(each.arn(), KeyStatement.sid(step))));
    return nothing.withFindings(findings);
  }

  private static Report planned(KmsPlan plan) {
    return Report.of(KmsPlanner.STEP, plan.changes())
        .withFindings(plan.findings())
        .withDocuments(KmsPlan.documents(plan.looked()))
        .withWrites(byKey(plan).flatMap(each -> PlannedWrite.of(each).stream()).toList());
  }

  private static Stream<Report> byKey(KmsPlan plan) {
    return Stream.concat(
        plan.edits().stream().map(KmsHandler::byKey),
        plan.foreseen().stream().map(KmsHandler::byKey));
  }

  private static Report byKey(KmsPlan.GrantWrite write) {
    return Report.of(KmsPlanner.STEP, List.of(of(write.keyArn(), write.change())));
  }

  private static Change of(String key, Change change) {
    return new Change(key + " " + change.what(), change.from(), change.to());
  }

  /** A statement's Sid does not say in which key's policy it stands. */
  private static Report byKey(KmsPlan.Looked edit) {
    var changes =
        KmsPlan.changes(List.of(edit)).stream().map(change -> of(edit.keyArn(), change)).toList();
    return Report.of(KmsPlanner.STEP, changes).withDocuments(KmsPlan.documents(List.of(edit)));
  }

  private Report written(Step step, Map<String, KeyPolicyFound> found, Given given, KmsPlan first) {
    byKey(first).forEach(each -> AsPlanned.only(step, each));
    var before = JournalEntry.read(step);
    var writing = new GrantWriting(grants, before, entry -> put(step, entry), clock);
    enter(step, writing, first);
    var edits = ByWhoNamesIt.of(step, first.edits(), KmsPlan.Edit::keyArn);
    var grantsLast =
        ByWhoNamesIt.of(
            step,
            first.grants().stream().filter(each -> !isFirst(each)).toList(),
            KmsPlan.GrantWrite::keyArn);
    first.grants().stream().filter(KmsHandler::isFirst).forEach(writing::write);
    if (first.refusal().isPresent()) {
      grantsLast.connection().forEach(writing::write);
      throw first.refusal().get();
    }
    var told = new ArrayList<KmsPlan.Looked>();
    var findings = new ArrayList<Finding>();
    Consumer<KmsPlan.Edit> rewrite =
        edit -> {
          var done = rewritten(step, found, given, writing, edit);
          told.addAll(done.written());
          findings.addAll(done.findings());
        };
    edits.connection().forEach(rewrite);
    grantsLast.connection().forEach(writing::write);
    String ours = KeyStatement.sid(step);
    for (KmsPlan.Edit edit : edits.onlyDeployer()) {
      tried(() -> rewrite.accept(edit))
          .ifPresent(why -> findings.add(KmsLeftFindings.mayBeLeft(edit.keyArn(), ours, why)));
    }
    for (KmsPlan.GrantWrite write : grantsLast.onlyDeployer()) {
      tried(() -> writing.write(write))
          .ifPresent(why -> findings.add(KmsLeftFindings.mayBeGranted(write.keyArn(), ours, why)));
    }
    findings.addAll(writing.findings());
    findings.addAll(
        0, first.edits().isEmpty() ? first.findings() : plan(step, found, given).findings());
    return Report.of(KmsPlanner.STEP, KmsPlan.changes(told, writing.done()))
        .withFindings(findings)
        .withDigestsOf(KmsPlan.documents(told));
  }

  private Rewriting.Rewritten<KmsPlan.Looked> rewritten(
      Step step,
      Map<String, KeyPolicyFound> found,
      Given given,
      GrantWriting writing,
      KmsPlan.Edit edit) {
    String key = edit.keyArn();
    var done =
        rewriting.<JsonNode, KmsPlan.Looked>carryOut(
            step.bucket(),
            KmsPlanner.STEP,
            new SharedKeyPolicy(policies, key),
            edit,
            present -> {
              found.put(key, new KeyPolicyFound.Policy(present));
              KmsPlan again = plan(step, found, given);
              again.edits().forEach(one -> AsPlanned.only(step, byKey(one)));
              enter(step, writing, again);
              return again.of(key);
            },
            _ -> {});
    found.put(key, new KeyPolicyFound.Policy(done.last().after()));
    return done;
  }

  /** What the connection itself names, and what only the deployer's list of keys names. */
  private record ByWhoNamesIt<T>(List<T> connection, List<T> onlyDeployer) {
    static <T> ByWhoNamesIt<T> of(Step step, List<T> all, Function<T, String> key) {
      Predicate<T> listed = each -> KmsPlanner.isOnlyListed(step, key.apply(each));
      return new ByWhoNamesIt<>(
          all.stream().filter(listed.negate()).toList(), all.stream().filter(listed).toList());
    }
  }

  /** Does what may fail, and answers why it has. */
  private static Optional<String> tried(Runnable deed) {
    try {
      deed.run();
      return Optional.empty();
    } catch (Refused | TryAgain e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Nobody is let in by nothing for a while: what lets in comes before what did goes. */
  private static boolean isFirst(KmsPlan.GrantWrite write) {
    return switch (write) {
      case KmsPlan.Make _ -> true;
      case KmsPlan.Revoke revoke -> revoke.before();
      case KmsPlan.EndUnlisted end -> end.before();
    };
  }

  /** A disconnect takes nothing out of the journal but the grants that have ended. */
  private static void enter(Step step, GrantWriting writing, KmsPlan plan) {
    if (step.goal() == Goal.CONNECT) {
      writing.planned(plan.entry());
    }
  }

  private void put(Step step, JournalEntry entry) {
    journal.enter(step.bucket(), step.requiredLease(), KmsPlanner.STEP, entry.toJson());
  }

  /** A retry is given the journal that its first try was given, which lacks what that entered. */
  private Step withPresentEntry(Step step) {
    boolean concerned =
        step.facts().kmsKeyArn().isPresent() || step.journal().containsKey(KmsPlanner.STEP);
    return concerned
        ? step.withJournalled(KmsPlanner.STEP, journal.entry(step.bucket(), KmsPlanner.STEP))
        : step;
  }

  private Map<String, KeyPolicyFound> found(Step step) {
    Map<String, KeyPolicyFound> found = new LinkedHashMap<>();
    JournalEntry.read(step).arns().forEach(key -> found.computeIfAbsent(key, policies::read));
    if (step.goal() == Goal.DISCONNECT) {
      // The record may be lost, or no longer say which keys the bucket had: ours may be in any.
      editable.arns().forEach(key -> found.computeIfAbsent(key, each -> policy(step, each)));
    }
    if (step.goal() == Goal.CONNECT) {
      step.facts().kmsKeyArn().ifPresent(key -> found.computeIfAbsent(key, policies::read));
    }
    return found;
  }

  private KeyPolicyFound policy(Step step, String key) {
    return KmsPlanner.isOnlyListed(step, key)
        ? KeyPolicyFound.orDenied(() -> policies.read(key))
        : policies.read(key);
  }

  private GrantsFound grants(Step step, String key) {
    return KmsPlanner.isOnlyListed(step, key)
        ? GrantsFound.orDenied(() -> grants.beginningOn(key))
        : grants.on(key);
  }

  /**
   * What a plan goes by besides the policies.
   *
   * @param granted on the bucket's key, to whom its policy does not let in
   * @param grants on the keys that have ours, or are to have
   * @param replaced the bucket's user is not the one that our grants were made for
   */
  private record Given(
      EditableKeys editable,
      List<KeyGrant> granted,
      Map<String, GrantsFound> grants,
      boolean replaced) {}

  /** Tags are looked at only where the request asks for an edit that no ARN allows. */
  private EditableKeys editable(Step step) {
    boolean asks = step.goal() == Goal.CONNECT && step.connection().keyAccess() != KeyAccess.REPORT;
    return step.facts()
        .kmsKeyArn()
        .filter(key -> asks && !editable.include(key) && tags.name(key))
        .map(editable::with)
        .orElse(editable);
  }

  /** Asked for only where the policy of the bucket's key lets somebody not in. */
  private List<KeyGrant> granted(Step step, Map<String, KeyPolicyFound> found) {
    var key = step.goal() == Goal.CONNECT ? step.facts().kmsKeyArn() : Optional.<String>empty();
    return key.map(arn ->
            found.get(arn) instanceof KeyPolicyFound.Policy(var policy)
                ? KmsPlanner.withoutAllow(step, arn, policy, clock.instant()).stream()
                    .flatMap(who -> grants.of(arn, who).stream())
                    .toList()
                : List.<KeyGrant>of())
        .orElse(List.of());
  }

  /**
   * Ours are looked for where the journal knows some, where they are asked for, where one is seen
   * that the journal has lost, and on every disconnect.
   */
  private Map<String, GrantsFound> grantsOn(
      Step step, Map<String, KeyPolicyFound> found, List<KeyGrant> granted) {
    var journalled = JournalEntry.read(step);
    Map<String, GrantsFound> on = new LinkedHashMap<>();
    for (String key : found.keySet()) {
      boolean asked =
          step.goal() == Goal.CONNECT
              && step.connection().keyAccess() == KeyAccess.GRANT
              && step.facts().kmsKeyArn().filter(key::equals).isPresent();
      boolean ends = step.goal() == Goal.DISCONNECT;
      boolean seen =
          step.facts().kmsKeyArn().filter(key::equals).isPresent()
              && granted.stream().anyMatch(each -> OurGrant.hasForm(each, step));
      if (asked || ends || seen || !journalled.grantees(key).isEmpty()) {
        on.put(key, grants(step, key));
      }
    }
    return on;
  }

  /**
   * Whether a user of the same ARN had our grant before this workflow, which has made the user: a
   * grant may be for the one that was deleted. A retry is sent the same journal.
   */
  private static boolean isReplaced(Step sent) {
    return sent.goal() == Goal.CONNECT
        && sent.facts().userArn().isEmpty()
        && JournalEntry.read(sent).keys().stream()
            .anyMatch(key -> key.grantees().contains(sent.userArn()));
  }

  private KmsPlan plan(Step step, Map<String, KeyPolicyFound> found, Given given) {
    var known = new KmsPlanner.Known(found, given.grants(), given.replaced());
    return step.goal() == Goal.DISCONNECT
        ? KmsPlanner.disconnect(step, known, limits)
        : KmsPlanner.connect(
            step, given.editable(), known, given.granted(), limits, clock.instant());
  }
}
