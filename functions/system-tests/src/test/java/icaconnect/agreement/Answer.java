package icaconnect.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Predicate;

/**
 * What is said about connecting a bucket, by a check or by the deployed stack.
 *
 * @param steps each step's report without its documents and findings, which follow
 * @param failures what would end a connect: step, error and message
 * @param addition what the owner of a bucket that is left to them has to add; missing otherwise
 */
record Answer(
    List<JsonNode> steps,
    List<JsonNode> documents,
    List<JsonNode> findings,
    List<JsonNode> failures,
    JsonNode addition) {

  /** Of the text that {@code check --output json} prints. */
  static Answer ofCheck(JsonNode checked) {
    return new Answer(
        list(checked.path("steps")),
        list(checked.path("documents")),
        list(checked.path("findings")),
        list(checked.path("failures")),
        checked.path("addition"));
  }

  /** Of the deployed functions' own reports. */
  static Answer ofReports(List<JsonNode> reports, List<JsonNode> failures, JsonNode addition) {
    return new Answer(
        reports.stream().map(Answer::withoutDocuments).toList(),
        all(reports, "documents"),
        all(reports, "findings"),
        failures,
        addition);
  }

  /** The rest, where one of the two cannot know something. */
  Answer without(Predicate<JsonNode> finding, Predicate<JsonNode> failure) {
    return new Answer(
        steps,
        documents,
        findings.stream().filter(finding.negate()).toList(),
        failures.stream().filter(failure.negate()).toList(),
        addition);
  }

  private static JsonNode withoutDocuments(JsonNode report) {
    ObjectNode copy = report.deepCopy();
    return copy.without(List.of("documents", "findings", "digests", "outputs"));
  }

  private static List<JsonNode> all(List<JsonNode> reports, String field) {
    return reports.stream().flatMap(report -> report.path(field).valueStream()).toList();
  }

  private static List<JsonNode> list(JsonNode array) {
    return array.valueStream().toList();
  }
}
