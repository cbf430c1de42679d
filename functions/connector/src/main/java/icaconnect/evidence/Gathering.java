package icaconnect.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;
import icaconnect.registry.ConnectionRecord;
import icaconnect.report.Document;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Gathers what is known of connections into one document, and says what is not known. */
public final class Gathering {
  private static final String NO_ROOM = "there was no room or no time for them in this report.";

  private final Sources sources;
  private final Bounds bounds;

  public Gathering(Sources sources, Bounds bounds) {
    this.sources = sources;
    this.bounds = bounds;
  }

  /**
   * The evidence, with its digest.
   *
   * @param made who made it, when and with what
   */
  public ObjectNode of(ObjectNode made, Predicate<String> wanted) {
    ObjectNode evidence = Json.MAPPER.createObjectNode().put("schema", Evidence.SCHEMA);
    evidence.set("made", made);
    evidence.set("installation", sources.installation());
    ArrayNode unknown = Json.MAPPER.createArrayNode();
    evidence.set(
        "audits",
        Json.tree(
            sources
                .audits()
                .or(why -> {
                  unknown.add("The last audits: " + why);
                  return List.of();
                })));
    var all = sources.connections().stream().filter(each -> wanted.test(each.bucket())).toList();
    var shown = all.subList(0, Math.min(all.size(), bounds.connections()));
    int latest = bounds.executionsOfEach(all.size());
    long left = bounds.characters();
    ArrayNode connections = evidence.putArray("connections");
    int withoutRoom = 0;
    for (ConnectionRecord each : shown) {
      boolean room = left > 0 && !bounds.late().getAsBoolean();
      ObjectNode connection = room ? connection(each, latest) : recordOnly(each);
      left -= room ? Json.write(connection.path("executions")).length() : 0;
      withoutRoom += room ? 0 : 1;
      connections.add(connection);
    }
    if (all.size() > shown.size()) {
      unknown.add(
          "%d connections more than the %d that a report like this holds: name them to ica-connect report."
              .formatted(all.size() - shown.size(), shown.size()));
    }
    if (withoutRoom > 0) {
      unknown.add(
          "The executions of %d connections: %s Name them to ica-connect report."
              .formatted(withoutRoom, NO_ROOM));
    }
    evidence.set("unknown", unknown);
    return Evidence.sealed(evidence);
  }

  /** What the registry says, without what would have to be read besides. */
  private static ObjectNode recordOnly(ConnectionRecord record) {
    ObjectNode connection = Json.MAPPER.createObjectNode().put("bucket", record.bucket());
    connection.set("record", Json.tree(record));
    connection.putArray("executions");
    connection.putArray("unknown").add("Its executions: " + NO_ROOM);
    return connection;
  }

  private ObjectNode connection(ConnectionRecord record, int latest) {
    ObjectNode connection = Json.MAPPER.createObjectNode().put("bucket", record.bucket());
    connection.set("record", Json.tree(record));
    ArrayNode unknown = Json.MAPPER.createArrayNode();
    Past past =
        sources
            .past(record.bucket(), latest)
            .or(why -> {
              unknown.add("What was asked and answered: the trail cannot be read. " + why);
              return new Past(0, List.of());
            });
    var documents = documents(record, past.latest(), unknown);
    ArrayNode executions = connection.putArray("executions");
    past.latest().forEach(each -> executions.add(execution(record.bucket(), each, documents)));
    if (past.older() > 0) {
      unknown.add("The " + past.older() + " older executions: they are in the trail only.");
    }
    connection.set("unknown", unknown);
    return connection;
  }

  /** Every document that somebody may know, by its digest. */
  private Map<String, JsonNode> documents(
      ConnectionRecord record, List<JsonNode> trail, ArrayNode unknown) {
    var known = new HashMap<String, JsonNode>();
    sources
        .present(record)
        .forEach((what, document) -> {
          switch (document) {
            case Known.Is<JsonNode>(var value) -> known.put(Document.sha256(value), value);
            case Known.Not<JsonNode>(var why) ->
                unknown.add("The present " + what + " of the bucket: " + why);
          }
        });
    for (JsonNode each : trail) {
      each.at("/answer/steps")
          .forEach(step ->
              step.path("changes")
                  .forEach(change -> {
                    keep(known, change.get("from"));
                    keep(known, change.get("to"));
                  }));
    }
    return known;
  }

  private static void keep(Map<String, JsonNode> known, JsonNode document) {
    if (document != null && document.isContainerNode()) {
      known.put(Document.sha256(document), document);
    }
  }

  private ObjectNode execution(String bucket, JsonNode kept, Map<String, JsonNode> documents) {
    ObjectNode execution = kept.deepCopy();
    ArrayNode unknown = Json.MAPPER.createArrayNode();
    String arn = kept.path("execution").asText();
    execution.set(
        "callers",
        Json.tree(
            sources
                .callers(arn, kept.path("started").asText())
                .or(why -> {
                  unknown.add("Who started it: " + why);
                  return List.of();
                })));
    if (execution.path("callers").isEmpty() && unknown.isEmpty()) {
      unknown.add(
          "Who started it: no trail of AWS CloudTrail has told of it. What came through a door has it in what was asked.");
    }
    execution.set(
        "states",
        sources
            .states(arn)
            .or(why -> {
              unknown.add(
                  "Its states: "
                      + why
                      + " Step Functions keeps an execution's history for 90 days.");
              return Json.MAPPER.createArrayNode();
            }));
    execution.set("documents", replaced(bucket, kept, documents, unknown));
    execution.set("unknown", unknown);
    return execution;
  }

  private ArrayNode replaced(
      String bucket, JsonNode kept, Map<String, JsonNode> documents, ArrayNode unknown) {
    ArrayNode all = Json.MAPPER.createArrayNode();
    for (JsonNode step : kept.at("/answer/steps")) {
      for (JsonNode digests : step.path("digests")) {
        ObjectNode document = all.addObject().put("step", digests.path("name").asText());
        for (String moment : List.of("before", "after")) {
          if (digests.has(moment)) {
            String digest = digests.path(moment).asText();
            ObjectNode side = document.putObject(moment).put("sha256", digest);
            // Steps may write what is kept: another document under this digest is no evidence.
            if (!documents.containsKey(digest)
                && sources.replaced(bucket, digest) instanceof Known.Is<JsonNode>(var genuine)
                && Document.sha256(genuine).equals(digest)) {
              documents.put(digest, genuine);
            }
            JsonNode found = documents.get(digest);
            if (found == null) {
              unknown.add(
                  "The document "
                      + moment
                      + " the step "
                      + digests.path("name").asText()
                      + ": only its digest "
                      + digest
                      + " is kept.");
            } else {
              side.set("document", found);
            }
          }
        }
      }
    }
    return all;
  }
}
