package icaconnect.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.cli.execution.Event;
import icaconnect.cli.execution.Look;
import icaconnect.cli.known.Known;
import icaconnect.lambda.Json;
import icaconnect.registry.ConnectionRecord;
import icaconnect.report.Document;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Gathers what is known of connections into one document, and says what is not known. */
public final class Gathering {
  /** Executions of one connection in a report; the trail keeps them all. */
  private static final int EXECUTIONS = 20;

  private final Sources sources;

  public Gathering(Sources sources) {
    this.sources = sources;
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
    ArrayNode connections = evidence.putArray("connections");
    sources.connections().stream()
        .filter(each -> wanted.test(each.bucket()))
        .forEach(each -> connections.add(connection(each)));
    evidence.set("unknown", unknown);
    return Evidence.sealed(evidence);
  }

  private ObjectNode connection(ConnectionRecord record) {
    ObjectNode connection = Json.MAPPER.createObjectNode().put("bucket", record.bucket());
    connection.set("record", Json.tree(record));
    ArrayNode unknown = Json.MAPPER.createArrayNode();
    List<JsonNode> trail =
        sources
            .trail(record.bucket())
            .or(why -> {
              unknown.add("What was asked and answered: the trail cannot be read. " + why);
              return List.of();
            });
    var documents = documents(record, trail, unknown);
    ArrayNode executions = connection.putArray("executions");
    trail.stream()
        .skip(Math.max(0, trail.size() - EXECUTIONS))
        .forEach(each -> executions.add(execution(record.bucket(), each, documents)));
    if (trail.size() > EXECUTIONS) {
      unknown.add(
          "The " + (trail.size() - EXECUTIONS) + " older executions: they are in the trail only.");
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
                .callers(arn)
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
        switch (sources.execution(arn)) {
          case Known.Is<Look>(var look) -> states(look);
          case Known.Not<Look>(var why) -> {
            unknown.add(
                "Its states: " + why + " Step Functions keeps an execution's history for 90 days.");
            yield Json.MAPPER.createArrayNode();
          }
        });
    execution.set("documents", replaced(bucket, kept, documents, unknown));
    execution.set("unknown", unknown);
    return execution;
  }

  /** When each state began and ended; what never ended has no end. */
  private static ArrayNode states(Look look) {
    ArrayNode states = Json.MAPPER.createArrayNode();
    var open = new HashMap<String, ObjectNode>();
    for (Event event : look.events()) {
      switch (event.kind()) {
        case ENTERED -> {
          ObjectNode state =
              states
                  .addObject()
                  .put("state", event.state())
                  .put("type", event.type())
                  .put("entered", time(event.at()));
          open.put(event.state(), state);
        }
        case EXITED -> {
          ObjectNode state = open.remove(event.state());
          if (state != null) {
            state.put("left", time(event.at()));
          }
        }
        case TRY_FAILED -> {
          ObjectNode state = open.get(event.state());
          if (state != null) {
            state.put("failedTries", state.path("failedTries").asInt() + 1);
          }
        }
        case STARTED_ANOTHER, OTHER -> {}
      }
    }
    return states;
  }

  private static String time(Instant at) {
    return at.toString();
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
            JsonNode found =
                documents.computeIfAbsent(
                    digest, one -> sources.replaced(bucket, one).or(_ -> null));
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
