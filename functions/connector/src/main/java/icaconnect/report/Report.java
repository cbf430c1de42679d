package icaconnect.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a step did, or in plan mode would do.
 *
 * @param name the step's name
 * @param changed whether anything was or would be written
 * @param outputs what other steps and people need from it, such as ARNs; never a secret
 * @param documents whole documents; filled in plan mode only, to keep executions small
 * @param digests which documents were replaced by which; filled where something was written
 * @param writes what would be written; filled in plan mode only
 */
public record Report(
    String name,
    boolean changed,
    List<Change> changes,
    List<Finding> findings,
    Map<String, String> outputs,
    List<Document> documents,
    List<DocumentDigests> digests,
    Optional<List<PlannedWrite>> writes) {

  public Report {
    changes = List.copyOf(changes);
    findings = List.copyOf(findings);
    outputs = Map.copyOf(outputs);
    documents = List.copyOf(documents);
    writes = writes == null ? Optional.empty() : writes.map(List::copyOf);
    // A report that an older version left in a running execution has none.
    digests = digests == null ? List.of() : List.copyOf(digests);
  }

  public static Report of(String name, List<Change> changes) {
    return new Report(
        name,
        !changes.isEmpty(),
        changes,
        List.of(),
        Map.of(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  public Report withFindings(List<Finding> more) {
    return new Report(name, changed, changes, more, outputs, documents, digests, writes);
  }

  Report withChanges(List<Change> more) {
    return new Report(name, changed, more, findings, outputs, documents, digests, writes);
  }

  public Report withOutputs(Map<String, String> more) {
    return new Report(name, changed, changes, findings, more, documents, digests, writes);
  }

  public Report withDocuments(List<Document> more) {
    return new Report(name, changed, changes, findings, outputs, more, digests, writes);
  }

  /** Which documents were written over which: what the trail keeps of them. */
  public Report withDigestsOf(List<Document> written) {
    return new Report(
        name,
        changed,
        changes,
        findings,
        outputs,
        documents,
        changed ? written.stream().map(DocumentDigests::of).toList() : List.of(),
        writes);
  }

  /** What would be written, where the report's own changes are not just that. */
  public Report withWrites(List<PlannedWrite> more) {
    return new Report(
        name, changed, changes, findings, outputs, documents, digests, Optional.of(more));
  }
}
