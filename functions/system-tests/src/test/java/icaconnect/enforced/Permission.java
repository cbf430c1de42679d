package icaconnect.enforced;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One thing that a statement of a role allows: an action, or a resource where there are several.
 *
 * @param element Action or Resource
 */
record Permission(String policy, int statement, String sid, String element, String value) {
  /**
   * Fills a statement that would be empty, which IAM refuses: everybody may do this without
   * permission.
   */
  private static final String FREE = "sts:GetCallerIdentity";

  /** All the permissions in a policy document. */
  static List<Permission> in(String policy, JsonNode document) {
    var all = new ArrayList<Permission>();
    JsonNode statements = document.path("Statement");
    for (int i = 0; i < statements.size(); i++) {
      JsonNode statement = statements.get(i);
      if (statement.path("Effect").asText().equals("Deny")) {
        continue;
      }
      for (String element : List.of("Action", "Resource")) {
        List<String> values = values(statement.path(element));
        if (element.equals("Action") || values.size() > 1) {
          int index = i;
          values.forEach(value ->
              all.add(
                  new Permission(policy, index, statement.path("Sid").asText(), element, value)));
        }
      }
    }
    return all;
  }

  boolean isAction() {
    return element.equals("Action");
  }

  /** The document without this permission. */
  JsonNode removedFrom(JsonNode document) {
    JsonNode copy = document.deepCopy();
    var changed = (ObjectNode) copy.path("Statement").get(statement);
    List<String> left =
        values(changed.path(element)).stream().filter(value -> !value.equals(this.value)).toList();
    (left.isEmpty() ? List.of(FREE) : left).forEach(changed.putArray(element)::add);
    return copy;
  }

  /** Whether a judgement is about what this permission allows. */
  boolean covers(MiniStack.Judgement judgement) {
    return isAction() ? judgement.action().equals(value) : judgement.resource().matches(pattern());
  }

  private String pattern() {
    return java.util.Arrays.stream(value.split("\\*", -1))
        .map(java.util.regex.Pattern::quote)
        .collect(java.util.stream.Collectors.joining(".*"));
  }

  private static List<String> values(JsonNode element) {
    var values = new ArrayList<String>();
    if (element.isArray()) {
      element.forEach(item -> values.add(item.asText()));
    } else {
      values.add(element.asText());
    }
    return values;
  }

  @Override
  public String toString() {
    return sid + " " + value;
  }
}
