package icaconnect.contract;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Follows the cause of a function that failed, with its stack trace, through a workflow's own
 * expressions: from each catcher by the variables that hold it to what the workflow answers, sends
 * or writes. What AWS itself says of a failure has no stack trace, and a nested execution's cause
 * is the one object that this application writes.
 */
final class StackTraces {
  private static final String TRACE = "icaconnect.cors.CorsHandler.handle(CorsHandler.java:1)";

  private static final JsonNode CAUGHT =
      Json.tree(
          Map.of(
              "Error",
              "icaconnect.failure.Refused",
              "Cause",
              Json.write(
                  Map.of(
                      "errorMessage",
                      "A_CODE: it is so. Remedy: change it.",
                      "errorType",
                      "icaconnect.failure.Refused",
                      "stackTrace",
                      List.of(TRACE)))));

  private final JsonNode definition;
  private final List<States.Named> states;

  /** What each variable holds at some time, where that has a stack trace. */
  private final Map<String, JsonNode> tainted = new HashMap<>();

  private StackTraces(JsonNode definition) {
    this.definition = definition;
    this.states = States.of(definition);
  }

  /** Where a stack trace gets to, as the state and the field. */
  static List<String> in(JsonNode definition) {
    var traces = new StackTraces(definition);
    traces.spread();
    return traces.told();
  }

  private void spread() {
    int before;
    do {
      before = tainted.size();
      for (var state : states) {
        assigned(state.state()).forEach(this::taint);
      }
    } while (tainted.size() > before);
  }

  /** What a state and its catchers assign, where that has a stack trace. */
  private Stream<JsonNode> assigned(JsonNode state) {
    var assigned = new ArrayList<JsonNode>();
    if (calls(state)) {
      state
          .path("Catch")
          .forEach(caught -> assigned.add(evaluated(caught.path("Assign"), "errorOutput", CAUGHT)));
    }
    var ofBranches = Json.MAPPER.createArrayNode();
    state
        .path("Branches")
        .forEach(branch -> States.of(branch).forEach(s -> ofBranches.addAll(outputs(s.state()))));
    assigned.add(evaluated(state.path("Assign"), "result", ofBranches));
    state
        .path("Choices")
        .forEach(choice -> assigned.add(evaluated(choice.path("Assign"), "none", CAUGHT)));
    return assigned.stream();
  }

  private List<JsonNode> outputs(JsonNode state) {
    return calls(state)
        ? state
            .path("Catch")
            .valueStream()
            .filter(caught -> caught.has("Output"))
            .map(caught -> evaluated(caught.path("Output"), "errorOutput", CAUGHT))
            .toList()
        : List.of();
  }

  private void taint(JsonNode assigned) {
    assigned
        .properties()
        .forEach(variable -> {
          if (variable.getValue().toString().contains(TRACE)) {
            tainted.putIfAbsent(variable.getKey(), variable.getValue());
          }
        });
  }

  private List<String> told() {
    var ends = new TreeSet<String>();
    definition.path("States").fieldNames().forEachRemaining(ends::add);
    var told = new ArrayList<String>();
    for (var state : states) {
      var fields = new ArrayList<>(List.of("Arguments", "Cause", "Error"));
      if (ends.contains(state.name())) {
        fields.add("Output");
      }
      fields.stream()
          .filter(field ->
              evaluated(state.state().path(field), "none", Json.tree(Map.of()))
                  .toString()
                  .contains(TRACE))
          .map(field -> state.name() + ": " + field)
          .forEach(told::add);
    }
    return told;
  }

  /** Only what can hold a stack trace is evaluated: nothing else is known. */
  private JsonNode evaluated(JsonNode template, String given, JsonNode value) {
    if (template.isObject()) {
      var object = Json.MAPPER.createObjectNode();
      template
          .properties()
          .forEach(field -> object.set(field.getKey(), evaluated(field.getValue(), given, value)));
      return object;
    }
    if (template.isArray()) {
      var array = Json.MAPPER.createArrayNode();
      template.forEach(element -> array.add(evaluated(element, given, value)));
      return array;
    }
    var mentioned = Pattern.compile("\\$(" + String.join("|", names(given)) + ")\\b");
    if (!template.isTextual() || !mentioned.matcher(template.asText()).find()) {
      return Json.MAPPER.nullNode();
    }
    var known = new HashMap<>(tainted);
    known.put("states", Json.tree(Map.of(given, value)));
    return Definition.evaluate(template, known);
  }

  private List<String> names(String given) {
    return Stream.concat(tainted.keySet().stream(), Stream.of("states\\." + given)).toList();
  }

  /** Whether a function's own failure can be caught here; a map's children fail for themselves. */
  private static boolean calls(JsonNode state) {
    return state.path("Resource").asText().contains("lambda:invoke")
        || state.path("Type").asText().equals("Parallel");
  }
}
