package icaconnect.contract;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;
import icaconnect.localstack.Checkout;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** A workflow's definition whose expressions are evaluated as Step Functions evaluates them. */
record Definition(JsonNode states) {
  private static final String OPEN = "{%";
  private static final String CLOSE = "%}";
  private static final Map<String, Jsonata> COMPILED = new HashMap<>();

  static Definition of(String workflow) {
    var text = Checkout.text("statemachine/" + workflow + ".asl.json");
    return new Definition(Json.parse(text).path("States"));
  }

  /** A state, wherever it is nested. */
  JsonNode state(String name) {
    return states.has(name) ? states.path(name) : states.findValue(name);
  }

  /** A template with its expressions evaluated; a variable may be {@code states}. */
  static JsonNode evaluate(JsonNode template, Map<String, JsonNode> variables) {
    if (template instanceof ObjectNode object) {
      var evaluated = Json.MAPPER.createObjectNode();
      object
          .properties()
          .forEach(field -> evaluated.set(field.getKey(), evaluate(field.getValue(), variables)));
      return evaluated;
    }
    String text = template.asText();
    if (!template.isTextual() || !text.startsWith(OPEN)) {
      return template;
    }
    var expression =
        COMPILED.computeIfAbsent(
            text,
            it ->
                Jsonata.jsonata(it.substring(OPEN.length(), it.length() - CLOSE.length()).strip()));
    // Step Functions has these besides JSONata's own.
    expression.registerFunction("parse", (String json) -> plain(Json.parse(json)));
    expression.registerFunction("uuid", () -> UUID.randomUUID().toString());
    var frame = expression.createFrame();
    variables.forEach((name, value) -> frame.bind(name, plain(value)));
    return Json.tree(expression.evaluate(null, frame));
  }

  private static Object plain(JsonNode node) {
    return node.isNull() ? Jsonata.NULL_VALUE : Json.MAPPER.convertValue(node, Object.class);
  }
}
