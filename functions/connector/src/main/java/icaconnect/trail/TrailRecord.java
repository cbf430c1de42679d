package icaconnect.trail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;
import java.util.Optional;

/** What the trail keeps of an event. */
sealed interface TrailRecord {
  /** The records' own version; a reader looks at it first. */
  int VERSION = 1;

  /** A record under a name that no other event has. */
  record Kept(String key, JsonNode content) implements TrailRecord {}

  /** A plan, which writes nothing. */
  record Planned() implements TrailRecord {}

  /**
   * The end of an execution, under its bucket's name. What is no answer of ours, as after a
   * time-out, is kept as it is: the cause of one that was stopped is what whoever stopped it says.
   */
  static TrailRecord ofEnd(Execution execution) {
    Optional<JsonNode> answer =
        execution
            .output()
            .or(() ->
                execution
                    .cause()
                    .filter(cause -> execution.status().equals("FAILED"))
                    .flatMap(TrailRecord::json));
    if (answer.filter(one -> one.path("status").asText().equals("PLANNED")).isPresent()) {
      return new Planned();
    }
    ObjectNode record =
        Json.MAPPER
            .createObjectNode()
            .put("version", VERSION)
            .put("execution", execution.arn())
            .put("status", execution.status())
            .put("started", execution.started().toString());
    execution.stopped().ifPresent(stopped -> record.put("stopped", stopped.toString()));
    record.set("asked", execution.input());
    answer.ifPresent(one -> record.set("answer", one));
    execution.error().ifPresent(error -> record.put("error", error));
    if (answer.isEmpty()) {
      execution.cause().ifPresent(cause -> record.put("cause", cause));
    }
    String key =
        "connections/%s/%s-%s%s.json"
            .formatted(
                bucket(execution, answer),
                execution.started(),
                nameOf(execution.arn()).replace(':', '-'),
                execution.redrives() == 0 ? "" : ".redrive-%03d".formatted(execution.redrives()));
    return new Kept(key, record);
  }

  /**
   * A call that started or stopped an execution, as CloudTrail saw it: who called, from where. What
   * was asked is in the execution's own record; CloudTrail hides it.
   */
  static TrailRecord ofCall(JsonNode call) {
    String arn =
        call.at("/responseElements/executionArn")
            .asText(call.at("/requestParameters/executionArn").asText());
    ObjectNode record =
        Json.MAPPER
            .createObjectNode()
            .put("version", VERSION)
            .put("execution", arn)
            .put("call", call.path("eventName").asText())
            .put("time", call.path("eventTime").asText())
            .put("from", call.path("sourceIPAddress").asText())
            .put("with", call.path("userAgent").asText());
    record.set("caller", call.path("userIdentity"));
    Optional.ofNullable(call.get("errorCode")).ifPresent(code -> record.set("refused", code));
    String key =
        "callers/%s/%s.json"
            .formatted(nameOf(arn).replace(':', '/'), call.path("eventID").asText());
    return new Kept(key, record);
  }

  /** WORKFLOW:EXECUTION. */
  private static String nameOf(String executionArn) {
    String[] parts = executionArn.split(":", 7);
    return parts.length == 7 ? parts[6] : "unknown:unknown";
  }

  private static String bucket(Execution execution, Optional<JsonNode> answer) {
    return answer
        .map(one -> one.path("bucket").asText(""))
        .filter(name -> !name.isEmpty())
        .or(() -> Optional.ofNullable(execution.input().findValue("bucket")).map(JsonNode::asText))
        .filter(TrailRecord::isName)
        .orElse("unnamed");
  }

  /** What somebody sent as a bucket's name is part of a key only when it could be one. */
  private static boolean isName(String text) {
    return text.matches("[a-z0-9.-]{3,63}");
  }

  private static Optional<JsonNode> json(String text) {
    try {
      return Optional.of(Json.parse(text)).filter(JsonNode::isObject);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
