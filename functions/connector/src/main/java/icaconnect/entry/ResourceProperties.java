package icaconnect.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.connection.Connection;
import icaconnect.connection.ConnectionRequest;
import icaconnect.failure.InvalidRequest;
import icaconnect.lambda.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The resource's properties in a template, and the request that they stand for: one property for
 * each field.
 */
final class ResourceProperties {
  /** CloudFormation's own; it hands them on with the others. */
  private static final List<String> OF_CLOUDFORMATION = List.of("ServiceToken", "ServiceTimeout");

  private static final Map<String, String> FIELDS = fields();

  private ResourceProperties() {}

  /** The fields by property. A stack is no place for a plan, so Mode is none. */
  static Map<String, String> fields() {
    var fields = new TreeMap<String, String>();
    Arrays.stream(ConnectionRequest.class.getRecordComponents())
        .map(component -> component.getName())
        .filter(field -> !field.equals("mode"))
        .forEach(field -> fields.put(property(field), field));
    return fields;
  }

  /**
   * The valid request that the properties stand for.
   *
   * @throws InvalidRequest with every problem at once, in the template's words
   */
  static ObjectNode toRequest(JsonNode properties) {
    var problems = new ArrayList<String>();
    var request = Json.MAPPER.createObjectNode();
    properties.properties().stream()
        .filter(property -> !OF_CLOUDFORMATION.contains(property.getKey()))
        .forEach(property -> {
          if (FIELDS.containsKey(property.getKey())) {
            request.set(FIELDS.get(property.getKey()), property.getValue());
          } else {
            problems.add(
                "\""
                    + property.getKey()
                    + "\" is not a property; there are "
                    + String.join(", ", FIELDS.keySet()));
          }
        });
    problems.addAll(problemsOf(request));
    if (!problems.isEmpty()) {
      throw new InvalidRequest(problems);
    }
    return request;
  }

  private static List<String> problemsOf(ObjectNode request) {
    try {
      Connection.parse(request);
      return List.of();
    } catch (InvalidRequest e) {
      return e.problems().stream().map(ResourceProperties::inTheTemplatesWords).toList();
    }
  }

  private static String inTheTemplatesWords(String problem) {
    String field = problem.split(" ", 2)[0];
    return FIELDS.containsValue(field)
        ? property(field) + problem.substring(field.length())
        : problem;
  }

  private static String property(String field) {
    return field.equals("bucket")
        ? "BucketName"
        : Character.toUpperCase(field.charAt(0)) + field.substring(1);
  }
}
