package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.bucketpolicy.OwnRoles;
import icaconnect.localstack.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/roles.md and the stack's output name the application's own roles as the template does. */
class OwnRolesContractTest {
  private static final String PATH = "/ica-connect/${AWS::StackName}/";
  private static final Pattern ACTION = Pattern.compile("`(s3:\\w+)`");
  private final Template template = Template.read();

  @Test
  void every_role_of_a_function_has_the_path_that_the_output_names() {
    assertThat(template.resources("AWS::IAM::Role").values())
        .filteredOn(role -> role.toString().contains("lambda.amazonaws.com"))
        .hasSizeGreaterThan(10)
        .allSatisfy(role -> assertThat(role.path("Path").asText()).isEqualTo(PATH));
    assertThat(template.output("ApplicationRolesArnPattern").path("Value").asText())
        .endsWith(":role" + PATH + "*");
  }

  @Test
  void the_table_says_what_each_role_may_do_to_a_bucket() throws IOException {
    var granted = new TreeMap<String, Set<String>>();
    template
        .resources("AWS::IAM::Role")
        .forEach((name, role) -> {
          var actions = onBuckets(role);
          if (!actions.isEmpty()) {
            granted.put(name, actions);
          }
        });

    assertThat(documented()).isEqualTo(granted);
  }

  @Test
  void what_is_judged_is_what_the_functions_may_do() {
    var own = OwnRoles.of("", "", Optional.of("C"), Optional.of("B"), Optional.of("V"));
    var judged = new TreeMap<String, Set<String>>();
    own.roles().forEach(role -> judged.put(role.arn(), new TreeSet<>(role.actions())));
    // Why not this one, OwnRoles says.
    judged.get("B").add("s3:DeleteBucketPolicy");

    var roles = template.resources("AWS::IAM::Role");
    assertThat(judged)
        .isEqualTo(
            Map.of(
                "C", onBuckets(roles.get("CorsRole")),
                "B", onBuckets(roles.get("BucketPolicyRole")),
                "V", onBuckets(roles.get("VerifyRole"))));
  }

  private static Set<String> onBuckets(JsonNode role) {
    var actions = new TreeSet<String>();
    for (JsonNode statement : role.findParents("Sid")) {
      if (statement.path("Resource").toString().contains(":s3:::${BucketNamePattern}")) {
        var listed = statement.path("Action");
        if (listed.isTextual()) {
          actions.add(listed.asText());
        }
        listed.forEach(action -> actions.add(action.asText()));
      }
    }
    return actions;
  }

  private static Map<String, Set<String>> documented() throws IOException {
    var rows = new TreeMap<String, Set<String>>();
    for (String line : Files.readAllLines(Checkout.file("docs/roles.md"))) {
      if (line.startsWith("| `")) {
        String[] cells = line.split("\\|");
        var actions = new TreeSet<String>();
        var found = ACTION.matcher(cells[2]);
        while (found.find()) {
          actions.add(found.group(1));
        }
        if (!actions.isEmpty()) {
          rows.put(cells[1].strip().replace("`", ""), actions);
        }
      }
    }
    return rows;
  }
}
