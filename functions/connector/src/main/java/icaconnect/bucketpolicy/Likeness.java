package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.policy.CanonicalPolicy;
import icaconnect.policy.PolicyDocument;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a statement that we left and one that is there now have in common. */
record Likeness(JsonNode left, JsonNode now) {
  private static final List<String> ELEMENTS = List.of("Principal", "Action", "Resource");

  /** The same Sid counts most, then whole elements, then each value of them. */
  int all() {
    return (hasSameSid() ? 1_000_000 : 0) + elements() * 10_000 + values();
  }

  boolean hasSameSid() {
    var sid = PolicyDocument.sidOf(left);
    return sid.isPresent() && sid.equals(PolicyDocument.sidOf(now));
  }

  /** How many of principals, actions and resources are the same. */
  int elements() {
    JsonNode one = CanonicalPolicy.statement(left);
    JsonNode other = CanonicalPolicy.statement(now);
    return (int)
        ELEMENTS.stream()
            .filter(name -> one.path(name).equals(other.path(name)))
            .filter(name -> one.path("Not" + name).equals(other.path("Not" + name)))
            .count();
  }

  /** S3 takes 20 KB, so there are fewer than 10,000. */
  private int values() {
    var shared = values("", left, new HashSet<>());
    shared.retainAll(values("", now, new HashSet<>()));
    return shared.size();
  }

  private static Set<String> values(String path, JsonNode json, Set<String> values) {
    if (json.isValueNode()) {
      values.add(path + '=' + json.asText());
    } else if (json.isArray()) {
      json.forEach(item -> values(path, item, values));
    } else {
      json.properties()
          .forEach(field -> values(path + '/' + field.getKey(), field.getValue(), values));
    }
    return values;
  }
}
