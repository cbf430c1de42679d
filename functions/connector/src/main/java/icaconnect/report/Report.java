package icaconnect.report;

import java.util.List;
import java.util.Map;

/**
 * What a step did, or in plan mode would do.
 *
 * @param name the step's name
 * @param changed whether anything was or would be written
 * @param outputs what other steps and people need from it, such as ARNs; never a secret
 * @param documents whole documents; filled in plan mode only, to keep executions small
 */
public record Report(
    String name,
    boolean changed,
    List<Change> changes,
    List<Finding> findings,
    Map<String, String> outputs,
    List<Document> documents) {

  public Report {
    changes = List.copyOf(changes);
    findings = List.copyOf(findings);
    outputs = Map.copyOf(outputs);
    documents = List.copyOf(documents);
  }

  public static Report of(String name, List<Change> changes) {
    return new Report(name, !changes.isEmpty(), changes, List.of(), Map.of(), List.of());
  }

  public Report withFindings(List<Finding> more) {
    return new Report(name, changed, changes, more, outputs, documents);
  }

  public Report withOutputs(Map<String, String> more) {
    return new Report(name, changed, changes, findings, more, documents);
  }

  public Report withDocuments(List<Document> more) {
    return new Report(name, changed, changes, findings, outputs, more);
  }
}
