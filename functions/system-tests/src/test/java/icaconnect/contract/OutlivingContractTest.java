package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** What has to outlive the stack, or an update of it. */
class OutlivingContractTest {
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
  void boundary_and_registry_stay_when_the_stack_goes() {
    for (String name : new String[] {"ConnectionBoundary", "Registry"}) {
      JsonNode resource = template.whole(name);
      assertThat(resource.path("DeletionPolicy").asText()).as(name).isEqualTo("Retain");
      assertThat(resource.path("UpdateReplacePolicy").asText()).as(name).isEqualTo("Retain");
    }
    JsonNode registry = template.whole("Registry").path("Properties");
    assertThat(registry.path("DeletionProtectionEnabled").asBoolean()).isTrue();
    assertThat(registry.path("TableName").toString()).contains("RegistryName");
  }
}
