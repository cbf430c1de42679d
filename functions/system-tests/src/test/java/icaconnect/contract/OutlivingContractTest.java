package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.aws.dynamodb.DynamoConnectedBuckets;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What has to outlive the stack, or an update of it. */
class OutlivingContractTest {
  private static final Pattern SUBSTITUTED = Pattern.compile("\\$\\{(\\w+)");

  private final Template template = Template.read();

  /**
   * Each of these properties replaces the policy when it changes, and users would keep the old one
   * as boundary, outside of what the roles allow.
   * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iam-managedpolicy.html
   */
  @Test
  void an_update_never_replaces_the_boundary() {
    JsonNode boundary = template.resources("AWS::IAM::ManagedPolicy").get("ConnectionBoundary");

    assertThat(boundary.path("Description").asText())
        .isEqualTo("Permissions boundary of every user that this stack creates.");
    assertThat(boundary.has("Path")).isFalse();
    assertThat(boundary.has("ManagedPolicyName")).isFalse();
  }

  @Test
  void boundary_registry_and_evidence_stay_when_the_stack_goes() {
    for (String name :
        new String[] {
          "ConnectionBoundary",
          "Registry",
          "TrailBucket",
          "TrailBucketPolicy",
          "RunsBucket",
          "RunsBucketPolicy"
        }) {
      JsonNode resource = template.whole(name);
      assertThat(resource.path("DeletionPolicy").asText()).as(name).isEqualTo("Retain");
      assertThat(resource.path("UpdateReplacePolicy").asText()).as(name).isEqualTo("Retain");
    }
    JsonNode registry = template.whole("Registry").path("Properties");
    assertThat(registry.path("DeletionProtectionEnabled").asBoolean()).isTrue();
    assertThat(registry.path("TableName").toString()).contains("RegistryName");
  }

  /**
   * CloudFormation deletes what nothing depends on any more, side by side: whatever the guard does
   * not depend on may be gone when it refuses.
   * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-dependson.html
   */
  @Test
  void the_guard_goes_before_everything_else() {
    var reached = new TreeSet<String>();
    reach("DeletionGuard", reached);

    assertThat(reached).isEqualTo(new TreeSet<>(template.names()));
    assertThat(template.whole("DeletionGuard").path("DependsOn").toString())
        .as("what the transform makes of EventInvokeConfig")
        .contains("CustomResourceFunctionEventInvokeConfig");
  }

  @Test
  void cloudformation_does_not_wait_for_the_guard_for_long_but_longer_than_it_runs() {
    var seconds = template.whole("DeletionGuard").at("/Properties/ServiceTimeout").asInt();
    var function = template.whole("DeletionGuardFunction").at("/Properties/Timeout").asInt();

    assertThat(seconds).isBetween(function, 120);
    assertThat(template.whole("DeletionGuard").has("Condition")).isFalse();
    assertThat(template.whole("DeletionGuard").has("DeletionPolicy")).isFalse();
  }

  /** Or a stack could be kept by what disconnect-all leaves alone. */
  @Test
  void what_keeps_the_stack_is_what_disconnect_all_takes_back() {
    JsonNode read =
        template
            .definitions()
            .get("DisconnectAllStateMachine")
            .at("/States/Read a page of the registry/Arguments");

    assertThat(read.asText())
        .contains("'" + DynamoConnectedBuckets.FILTER + "'", "'ConsistentRead': true");
  }

  private void reach(String name, Set<String> reached) {
    if (template.names().contains(name) && reached.add(name)) {
      texts(template.whole(name))
          .forEach(text -> {
            reach(text.split("\\.", 2)[0], reached);
            SUBSTITUTED.matcher(text).results().forEach(found -> reach(found.group(1), reached));
          });
    }
  }

  private static Stream<String> texts(JsonNode node) {
    return node.isTextual()
        ? Stream.of(node.textValue())
        : node.valueStream().flatMap(OutlivingContractTest::texts);
  }
}
