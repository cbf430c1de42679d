package icaconnect.contract;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * An execution and the registry's item of its bucket, which is empty when there is none: what the
 * definition's own conditions and expressions make of both.
 */
final class RegistryWalk {
  static final String ME = "arn:me";
  static final String OTHER = "arn:other";
  static final String REFUSED = "DynamoDB.ConditionalCheckFailedException";
  static final long FENCE = 7;

  private static final String LEASE = "Take the lease";
  private static final Pattern SET = Pattern.compile("#?(\\w+) = (:\\w+)");
  private static final Pattern ADD = Pattern.compile("ADD (\\w+) (:\\w+)");

  final Map<String, JsonNode> variables = new HashMap<>();
  Map<String, Object> item;

  private final Definition definition;

  RegistryWalk(String workflow, Map<String, Object> item) {
    this.definition = Definition.of(workflow);
    this.item = new TreeMap<>(item);
    variables.putAll(
        Map.of(
            "me", Json.tree(ME),
            "request", Json.parse("{\"bucket\": \"lab\"}"),
            "lease", Json.tree(Map.of("owner", ME, "fence", FENCE)),
            "facts", Json.parse("{\"region\": \"us-east-1\"}"),
            "reports", Json.parse("[]"),
            "checks", Json.parse("[]"),
            "record", Json.parse("{}"),
            "journal", Json.parse("{\"cors\": \"began\"}"),
            "rotation", Json.parse("{\"accessKeyId\": \"AKIAEXAMPLE\"}")));
    variables.put("stateAfterFailure", Json.tree("FAILED"));
    for (String no :
        List.of(
            "untouched",
            "restoring",
            "nested",
            "byEvent",
            "guessed",
            "handedOn",
            "ended",
            "held")) {
      variables.put(no, Json.tree(false));
    }
    for (String text : List.of("owner", "other", "declaredBy", "undone", "onBehalfOf")) {
      variables.put(text, Json.tree(""));
    }
    for (String number : List.of("knownFence", "stillWriting", "refusals")) {
      variables.put(number, Json.tree(0));
    }
    variables.put("traces", Json.tree(true));
    variables.put("holder", Json.tree(ME));
    variables.put("rotator", Json.tree(ME));
    variables.put("resume", Json.tree("start"));
    variables.put("started", Json.tree(System.currentTimeMillis()));
    variables.put("undoing", Json.tree("undoing"));
    variables.put("outcome", Json.parse("{\"failure\": {}}"));
    variables.put("failure", Json.parse("{\"step\": \"verify\", \"error\": \"NotProven\"}"));
  }

  RegistryWalk with(String name, Object value) {
    variables.put(name, value instanceof JsonNode node ? node : Json.tree(value));
    return this;
  }

  /** Whether the state's condition holds; then it is done. */
  boolean writes(String state) {
    JsonNode arguments = evaluated(of(state).path("Arguments"));
    var values = new HashMap<String, Object>();
    arguments
        .path("ExpressionAttributeValues")
        .properties()
        .forEach(each -> values.put(each.getKey(), plain(each.getValue())));
    if (!Condition.holds(arguments.path("ConditionExpression").asText(), item, values)) {
      return false;
    }
    String update = arguments.path("UpdateExpression").asText();
    item = update.isEmpty() ? new TreeMap<>() : item;
    SET.matcher(update)
        .results()
        .forEach(each -> item.put(each.group(1), values.get(each.group(2))));
    ADD.matcher(update)
        .results()
        .forEach(each ->
            item.merge(
                each.group(1), values.get(each.group(2)), (old, more) -> (long) old + (long) more));
    if (update.contains("REMOVE ")) {
      item.keySet().removeAll(List.of(update.substring(update.indexOf("REMOVE ") + 7).split(", ")));
    }
    return true;
  }

  /** Where the retrier leads that sends the same once more. */
  String repeats(String state) {
    return writes(state) ? of(state).path("Next").asText() : fails(state, REFUSED);
  }

  String fails(String state, String error) {
    variables.put(
        "states", Json.tree(Map.of("errorOutput", Map.of("Error", error, "Cause", "no."))));
    for (JsonNode each : of(state).path("Catch")) {
      String caught = each.at("/ErrorEquals/0").asText();
      if (caught.equals(error) || caught.equals("States.ALL")) {
        assign(each.path("Assign"));
        return goesOn(each.path("Next").asText());
      }
    }
    throw new AssertionError(error + " is not caught by " + state);
  }

  /** Tries until it has the lease or does something else, such as to wait. */
  String takesTheLease() {
    for (int tries = 0; tries < 5; tries++) {
      if (writes(LEASE)) {
        result(Map.of("Attributes", typed()));
        assign(of(LEASE).path("Assign"));
        return of(LEASE).path("Next").asText();
      }
      String next = fails(LEASE, REFUSED);
      if (!next.equals(LEASE)) {
        return next;
      }
    }
    return "goes round and round";
  }

  /** Looks and chooses, until there is something else to do. Whoever is called dead has ended. */
  String goesOn(String name) {
    JsonNode state = of(name);
    String resource = state.path("Resource").asText();
    if (resource.endsWith("dynamodb:getItem")) {
      result(item.isEmpty() ? Map.of() : Map.of("Item", typed()));
      assign(state.path("Assign"));
      return goesOn(state.path("Next").asText());
    }
    if (resource.endsWith("sfn:describeExecution")) {
      String asked = evaluated(state.at("/Arguments/ExecutionArn")).asText();
      if (asked.isEmpty()) {
        return fails(name, "Sfn.InvalidArnException");
      }
      result(Map.of("Status", asked.contains("dead") ? "FAILED" : "RUNNING"));
      assign(state.path("Assign"));
      return goesOn(state.path("Next").asText());
    }
    if (!state.path("Type").asText().equals("Choice") || name.endsWith("news?")) {
      return name;
    }
    for (JsonNode each : state.path("Choices")) {
      if (evaluated(each.path("Condition")).asBoolean()) {
        assign(each.path("Assign"));
        return goesOn(each.path("Next").asText());
      }
    }
    return goesOn(state.path("Default").asText());
  }

  String failure() {
    return variables.get("failure").path("error").asText();
  }

  private Map<String, Object> typed() {
    var typed = new TreeMap<String, Object>();
    item.forEach((key, value) ->
        typed.put(key, Map.of(value instanceof Long ? "N" : "S", value.toString())));
    return typed;
  }

  private void result(Map<String, Object> result) {
    variables.put("states", Json.tree(Map.of("result", result)));
  }

  private void assign(JsonNode assign) {
    evaluated(assign).properties().forEach(each -> variables.put(each.getKey(), each.getValue()));
  }

  private JsonNode of(String state) {
    return Json.parse(Json.write(definition.state(state)).replace("${RegistrySchema}", "2"));
  }

  private JsonNode evaluated(JsonNode template) {
    return Definition.evaluate(template, variables);
  }

  private static Object plain(JsonNode value) {
    return value.has("N") ? (Object) value.path("N").asLong() : value.path("S").asText();
  }
}
