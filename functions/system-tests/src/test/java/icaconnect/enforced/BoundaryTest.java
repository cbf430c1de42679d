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

    assertThat(actions(boundary))
        .isEqualTo(union("/iam/extended-versioned.json", "/iam/prefix-versioned-kms.json"));
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
    Stream.of(documents).map(BoundaryTest::read).map(BoundaryTest::actions).forEach(all::addAll);
    return all;
  }

  private static Set<String> actions(JsonNode document) {
    var actions = new TreeSet<String>();
    document
        .findValues("Action")
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
