package icaconnect.cli.stack;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.cli.terminal.JsonFile;
import icaconnect.cli.terminal.OutputFile;
import icaconnect.cli.terminal.UsageError;
import icaconnect.lambda.Json;
import icaconnect.report.CanonicalJson;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A plan that somebody has looked at, to be connected as it is.
 *
 * @param request what was asked, without its mode
 * @param answer what the stack answered, with the documents before and after
 */
record SavedPlan(ObjectNode request, JsonNode answer) {
  private static final int VERSION = 1;

  static SavedPlan of(ObjectNode asked, JsonNode answer) {
    ObjectNode request = asked.deepCopy();
    request.remove("mode");
    request.put("expectedPlan", answer.path("expectedPlan").asText());
    return new SavedPlan(request, answer);
  }

  /**
   * @throws UsageError where it is none, or was edited
   */
  static SavedPlan read(Path file) {
    JsonNode json = JsonFile.read(file);
    if (json.path("version").asInt() != VERSION
        || !(json.path("request") instanceof ObjectNode request)
        || !request.path("expectedPlan").isTextual()) {
      throw new UsageError(file + ": not a plan that ica-connect plan --out has written.");
    }
    var plan = new SavedPlan(request, json.path("answer"));
    if (!plan.id().equals(json.path("id").asText())) {
      throw new UsageError(file + ": the plan was edited since it was written; plan again.");
    }
    return plan;
  }

  /** The digest of everything in it. */
  String id() {
    return CanonicalJson.sha256(content());
  }

  /** The answer for programs, with the id that the file has too. */
  ObjectNode named() {
    ObjectNode named = answer.deepCopy();
    return named.put("planId", id());
  }

  void write(Path file) {
    ObjectNode json = content();
    json.put("id", id());
    OutputFile.write(file, json.toPrettyString() + "\n");
  }

  /** The request that applies this plan and nothing else. */
  ObjectNode applied() {
    return request.deepCopy().put("mode", "apply");
  }

  /** The request that plans anew. */
  ObjectNode planned() {
    ObjectNode again = request.deepCopy().put("mode", "plan");
    again.remove("expectedPlan");
    return again;
  }

  /**
   * Whether the workflow would write this answer for the request: of each step all that is expected
   * and no other, or nothing. What the file says besides is only somebody's word: its digest can be
   * made anew by whoever edits it.
   */
  boolean binds(JsonNode planned) {
    Map<String, Set<String>> expected = writes(request);
    return writes(planned).entrySet().stream()
        .allMatch(step -> step.getValue().equals(expected.get(step.getKey())));
  }

  /** By the step that makes them. */
  private static Map<String, Set<String>> writes(JsonNode json) {
    return Stream.of(json.path("expectedPlan").asText().split("\\s+"))
        .filter(entry -> !entry.isEmpty())
        .collect(groupingBy(entry -> entry.split("=", 2)[0], toSet()));
  }

  private ObjectNode content() {
    ObjectNode json = Json.MAPPER.createObjectNode().put("version", VERSION);
    json.set("request", request);
    json.set("answer", answer);
    return json;
  }
}
