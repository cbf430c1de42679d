package icaconnect.enforced;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BoundaryTest {
  @Test
  void lets_through_what_a_connections_policy_may_say_and_no_action_more() {
    var boundary = new Template(Map.of()).properties("ConnectionBoundary").path("PolicyDocument");

    assertThat(actions(statements(boundary, "Allow"), "Action"))
        .isEqualTo(union("/iam/extended-versioned.json", "/iam/prefix-versioned-kms.json"));
  }

  /**
   * What a resource's own policy allows an IAM user of the same account needs no Allow of a
   * boundary, and is stopped by a Deny only.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-eval-logic
   */
  @Test
  void denies_what_it_does_not_let_through_whoever_else_allows_it() {
    var boundary = new Template(Map.of()).properties("ConnectionBoundary").path("PolicyDocument");
    var denies = statements(boundary, "Deny");
    var let = new TreeSet<String>(actions(statements(boundary, "Allow"), "Action"));
    let.remove("sts:GetFederationToken");
    let.add("sts:*");

    assertThat(actions(denies, "NotAction")).isEqualTo(let);
    var otherBuckets = statement(denies, "NoOtherBucket");
    assertThat(otherBuckets.path("Action").asText()).isEqualTo("s3:*");
    assertThat(otherBuckets.path("NotResource").valueStream().map(JsonNode::asText))
        .containsExactlyElementsOf(
            Stream.of("Buckets", "Objects")
                .map(sid -> statement(statements(boundary, "Allow"), sid).path("Resource").asText())
                .toList());
    var keys = statement(denies, "NoKeyButForObjects");
    assertThat(keys.at("/Condition/StringNotLike"))
        .isEqualTo(statement(statements(boundary, "Allow"), "Keys").at("/Condition/StringLike"));
    assertThat(keys.path("Action").asText()).isEqualTo("kms:*");
  }

  @Test
  void is_out_of_reach_of_the_roles_that_write_policies_whatever_the_stack_is_called() {
    var template = new Template(Map.of());

    assertThat(template.properties("ConnectionBoundary").has("Path"))
        .as("its path is not ours")
        .isFalse();
  }

  private static Set<String> union(String... documents) {
    var all = new TreeSet<String>();
    Stream.of(documents)
        .map(BoundaryTest::read)
        .map(document -> actions(document, "Action"))
        .forEach(all::addAll);
    return all;
  }

  private static JsonNode statements(JsonNode document, String effect) {
    var chosen = Json.MAPPER.createArrayNode();
    document
        .path("Statement")
        .valueStream()
        .filter(statement -> statement.path("Effect").asText().equals(effect))
        .forEach(chosen::add);
    return chosen;
  }

  private static JsonNode statement(JsonNode statements, String sid) {
    return statements
        .valueStream()
        .filter(statement -> statement.path("Sid").asText().equals(sid))
        .findFirst()
        .orElseThrow();
  }

  private static Set<String> actions(JsonNode document, String element) {
    var actions = new TreeSet<String>();
    document
        .findValues(element)
        .forEach(action -> {
          if (action.isArray()) {
            action.forEach(one -> actions.add(one.asText()));
          } else {
            actions.add(action.asText());
          }
        });
    return actions;
  }

  private static JsonNode read(String resource) {
    try (var in = BoundaryTest.class.getResourceAsStream(resource)) {
      return Json.MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
