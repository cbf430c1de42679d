package icaconnect.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What an identity policy says, apart from how it is written: the order of statements and lists, a
 * text or a list of one, the case of actions and a statement's Sid make no difference to IAM.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
record PolicyMeaning(String version, Set<Map<String, Object>> statements) {
  static PolicyMeaning of(JsonNode document) {
    return new PolicyMeaning(
        document.path("Version").asText(),
        items(document.path("Statement"))
            .map(PolicyMeaning::statement)
            .collect(Collectors.toSet()));
  }

  private static Map<String, Object> statement(JsonNode statement) {
    return statement.properties().stream()
        .filter(field -> !field.getKey().equals("Sid"))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, field -> element(field.getKey(), field.getValue())));
  }

  private static Object element(String name, JsonNode value) {
    return switch (name) {
      case "Action", "NotAction" ->
          texts(value).stream()
              .map(action -> action.toLowerCase(Locale.ROOT))
              .collect(Collectors.toSet());
      case "Condition" -> conditions(value);
      default -> texts(value);
    };
  }

  /** Operators and keys are compared without regard to case; each line stands for itself. */
  private static Set<List<Object>> conditions(JsonNode value) {
    var lines = new HashSet<List<Object>>();
    for (var operator : value.properties()) {
      for (var key : operator.getValue().properties()) {
        lines.add(List.of(lower(operator.getKey()), lower(key.getKey()), texts(key.getValue())));
      }
    }
    return lines;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static Set<String> texts(JsonNode value) {
    return items(value)
        .map(item -> item.isValueNode() ? item.asText() : item.toString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<JsonNode> items(JsonNode value) {
    return value.isArray() ? StreamSupport.stream(value.spliterator(), false) : Stream.of(value);
  }
}
