package icaconnect.kms;

import icaconnect.registry.ReadableJournal;
import icaconnect.report.Report;
import icaconnect.step.Goal;
import icaconnect.step.Step;
import icaconnect.step.StepHandler;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** Judges the policy of the bucket's key, and lets ICA in by it or takes that back. */
public final class KmsHandler extends StepHandler {
  private final EditableKeys editable;
  private final KeyPolicyPort policies;
  private final ReadableJournal journal;
  private final Clock clock;

  public KmsHandler(
      String stack,
      EditableKeys editable,
      KeyPolicyPort policies,
      ReadableJournal journal,
      Clock clock) {
    super(stack);
    this.editable = editable;
    this.policies = policies;
    this.journal = journal;
    this.clock = clock;
  }

  @Override
  protected Report handle(Step sent) {
    Step step = sent.writes() ? withPresentEntry(sent) : sent;
    var before = JournalEntry.read(step.journalled(KmsPlanner.STEP));
    var plan = plan(step, before);
    if (step.writes()) {
      if (step.goal() == Goal.CONNECT && !plan.entry().equals(before)) {
        journal.enter(step.bucket(), step.requiredLease(), KmsPlanner.STEP, plan.entry().toJson());
      }
      plan.edits().forEach(policies::apply);
    }
    var report = Report.of(KmsPlanner.STEP, plan.changes()).withFindings(plan.findings());
    return step.writes() ? report : report.withDocuments(plan.documents());
  }

  /** A retry is given the journal that its first try was given, which lacks what that entered. */
  private Step withPresentEntry(Step step) {
    boolean concerned =
        step.facts().kmsKeyArn().isPresent() || step.journalled(KmsPlanner.STEP).isPresent();
    return concerned
        ? step.withJournalled(KmsPlanner.STEP, journal.entry(step.bucket(), KmsPlanner.STEP))
        : step;
  }

  private KmsPlan plan(Step step, JournalEntry before) {
    Map<String, KeyPolicyFound> found = new LinkedHashMap<>();
    before.arns().forEach(key -> found.computeIfAbsent(key, policies::read));
    if (step.goal() == Goal.DISCONNECT) {
      return KmsPlanner.disconnect(step, found);
    }
    step.facts().kmsKeyArn().ifPresent(key -> found.computeIfAbsent(key, policies::read));
    return KmsPlanner.connect(step, editable, found, clock.instant());
  }
}
