package icaconnect.enforced;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An action on a resource: what a statement allows, with wildcards, or what a workflow needs. */
record Grant(String action, String resource) {
  /** Everything that the document allows, one action on one resource at a time. */
  static List<Grant> in(JsonNode document) {
    var grants = new ArrayList<Grant>();
    for (JsonNode statement : document.path("Statement")) {
      for (String action : texts(statement.path("Action"))) {
        texts(statement.path("Resource")).forEach(arn -> grants.add(new Grant(action, arn)));
      }
    }
    return grants;
  }

  boolean covers(Grant need) {
    return action.equals(need.action) && need.resource.matches(pattern());
  }

  private String pattern() {
    return Pattern.compile("\\*")
        .splitAsStream(resource + "\n")
        .map(part -> Pattern.quote(part.strip()))
        .collect(Collectors.joining(".*"));
  }

  private static List<String> texts(JsonNode one) {
    var texts = new ArrayList<String>();
    (one.isArray() ? one : List.of(one)).forEach(text -> texts.add(text.asText()));
    return texts;
  }

  @Override
  public String toString() {
    return action + " on " + resource;
  }
}
