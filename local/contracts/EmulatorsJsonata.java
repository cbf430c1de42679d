import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;

/** Evaluates samples on the JSONata library that LocalStack uses, and tells which it answers otherwise. */
class EmulatorsJsonata {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

  public static void main(String[] none) throws Exception {
    var differences = new ArrayList<String>();
    for (JsonNode sample : JSON.readTree(System.in)) {
      String answer = answer(sample);
      String wanted = JSON.writeValueAsString(normal(sample.get("result")));
      if (!answer.equals(wanted)) {
        differences.add(sample.get("where").asText() + ": " + cut(wanted) + " is " + cut(answer));
      }
    }
    System.out.println(JSON.writeValueAsString(differences));
  }

  private static String answer(JsonNode sample) {
    try {
      // As LocalStack does it: variables are written before the expression.
      var text = new StringBuilder("(");
      sample.get("bindings").properties().forEach(entry ->
          text.append('$').append(entry.getKey()).append(":=").append(entry.getValue()).append(';'));
      var expression = Jsonata.jsonata(text.append(sample.get("text").asText()).append(')').toString());
      expression.registerFunction("parse", (Jsonata.Fn1<String, Object>) EmulatorsJsonata::parsed);
      long clock = sample.path("clock").asLong(System.currentTimeMillis());
      expression.registerFunction("millis", (Jsonata.Fn0<Object>) () -> clock);
      expression.registerFunction("now", (Jsonata.Fn0<Object>) () -> TIME.format(Instant.ofEpochMilli(clock)));
      Object result = expression.evaluate(null);
      return JSON.writeValueAsString(normal(JSON.readTree(JSON.writeValueAsString(result))));
    } catch (Exception e) {
      return "a failure: " + e.getMessage();
    }
  }

  private static Object parsed(String text) {
    try {
      return JSON.readValue(text, Object.class);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** One spelling for what is equal: members in order, whole numbers without a fraction. */
  private static Object normal(JsonNode node) {
    if (node.isNumber()) {
      return node.decimalValue().stripTrailingZeros().toPlainString();
    }
    if (node.isArray()) {
      var items = new ArrayList<>();
      node.forEach(item -> items.add(normal(item)));
      return items;
    }
    if (node.isObject()) {
      var members = new java.util.TreeMap<String, Object>();
      node.properties().forEach(entry -> members.put(entry.getKey(), normal(entry.getValue())));
      return members;
    }
    return JSON.convertValue(node, Object.class);
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(200, text.length()));
  }
}
