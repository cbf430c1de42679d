package icaconnect.kms;

import static icaconnect.kms.Keys.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.failure.Refused;
import icaconnect.lambda.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** On every pair of the key policies that we know: the planned statement is written, or none. */
class AsPlannedTest {
  private static final Path CORPUS = Path.of("src/test/resources/kms");

  @Test
  void whatever_policy_the_key_has_by_then() throws IOException {
    var policies = new ArrayList<JsonNode>();
    try (var folders = Files.list(CORPUS)) {
      for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
        policies.add(Json.parse(Files.readString(folder.resolve("before.json"))));
      }
    }
    int written = 0;
    int refused = 0;
    for (JsonNode planned : policies) {
      String expected;
      JsonNode plan;
      try {
        var lab = new Keys();
        lab.policies.with(KEY, planned);
        plan = lab.run(Keys.connect().asking("mode", "plan"));
        expected =
            String.join(" ", plan.path("writes").valueStream().map(JsonNode::asText).toList());
      } catch (Refused e) {
        continue;
      }
      var edit = edit(plan.at("/documents/0/before"), plan.at("/documents/0/after"));
      for (JsonNode there : policies) {
        var lab = new Keys();
        lab.policies.with(KEY, there);
        try {
          lab.run(Keys.connect().asking("expectedPlan", expected));
        } catch (Refused e) {
          refused++;
        }
        if (!lab.policies.writes().isEmpty()) {
          written++;
          assertThat(edit(there, lab.policies.policy(KEY))).isEqualTo(edit);
        }
      }
    }
    assertThat(written).isGreaterThan(policies.size());
    assertThat(refused).isGreaterThan(policies.size());
  }

  private static List<String> edit(JsonNode before, JsonNode after) {
    var parts = new TreeMap<String, Integer>();
    before.path("Statement").forEach(one -> parts.merge(one.toString(), -1, Integer::sum));
    after.path("Statement").forEach(one -> parts.merge(one.toString(), 1, Integer::sum));
    return parts.entrySet().stream()
        .filter(part -> part.getValue() != 0)
        .map(Object::toString)
        .toList();
  }
}
