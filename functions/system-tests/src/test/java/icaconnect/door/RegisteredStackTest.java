package icaconnect.door;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.ica.StandInFaults.Fault;
import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import icaconnect.workflow.Account;
import icaconnect.workflow.IcaOnLoopback;
import icaconnect.workflow.LabBucket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Stacks whose connections are registered in the stand-in for ICA. */
@OnLocalStack
class RegisteredStackTest {
  private static final List<String> ATTRIBUTES =
      List.of(
          "UserName",
          "UserArn",
          "PolicyArn",
          "SecretArn",
          "AccessKeyId",
          "Region",
          "Status",
          "FindingsCount",
          "StorageCredentialId",
          "StorageConfigurationId",
          "IcaStatus");

  private final Stacks stacks;
  private final Account account;
  private final LabBucket bucket;
  private final IcaOnLoopback ica;
  private final String stack;

  RegisteredStackTest(LocalStack localStack) {
    stacks = new Stacks(localStack);
    account = new Account(localStack);
    bucket = LabBucket.create(localStack);
    ica = new IcaOnLoopback(localStack);
    stack = "registered-" + bucket.name();
  }

  @AfterEach
  void the_contract_was_kept() {
    ica.close();
    assertThat(ica.contract().problems()).isEmpty();
  }

  @Test
  void every_attribute_can_be_read_and_stays_when_the_connection_is_updated() {
    var created = stacks.create(stack, template("ica/"), Map.of());
    assertThat(created.status("One")).isEqualTo("CREATE_COMPLETE");
    var outputs = stacks.outputs(stack);

    assertThat(outputs)
        .containsOnlyKeys(ATTRIBUTES)
        .containsEntry("UserName", "ica-" + bucket.name())
        .containsEntry("Region", "us-east-1")
        .containsEntry("Status", "CONNECTED")
        .containsEntry("IcaStatus", "OK")
        .containsEntry("StorageCredentialId", idOf(ica.memory().credentials()))
        .containsEntry("StorageConfigurationId", idOf(ica.memory().configurations()))
        .containsEntry(
            "AccessKeyId", ica.memory().keyOf("ica-" + bucket.name()).orElseThrow().accessKeyId());
    assertThat(outputs.get("UserArn"))
        .endsWith(":user/ica-connect/ica-connect/us-east-1/ica-" + bucket.name());
    assertThat(outputs.get("PolicyArn")).startsWith("arn:aws:iam::").contains(":policy/");
    assertThat(outputs.get("SecretArn")).startsWith("arn:aws:secretsmanager:");
    assertThat(outputs.get("FindingsCount")).matches("\\d+");

    var updated = stacks.update(stack, template("ica/", "CrossAccountCopy", "true"), Map.of());
    assertThat(updated.status("One")).isEqualTo("UPDATE_COMPLETE");
    assertThat(stacks.outputs(stack)).isEqualTo(outputs);

    assertThat(stacks.delete(stack).status("One")).isEqualTo("DELETE_COMPLETE");
    assertThat(account.tracesOf(bucket.name())).isEmpty();
  }

  @Test
  void a_create_that_ica_does_not_validate_fails_with_icas_reason_and_leaves_nothing() {
    ica.faults().set(Fault.VALIDATION_ERROR, 1);
    var before = bucket.configuration();

    var created = stacks.create(stack, template("ica/"), Map.of());

    assertThat(created.reasonOf("CREATE_FAILED"))
        .contains("Stand-in: the bucket cannot be reached");
    assertThat(bucket.configuration()).isEqualTo(before);
    assertThat(account.tracesOf(bucket.name())).isEmpty();
  }

  private String template(String prefix) {
    return template(prefix, "CrossAccountCopy", "false");
  }

  private String template(String prefix, String property, String value) {
    return stacks.template(
        Map.of(
            "BucketName",
            bucket.name(),
            "Prefix",
            prefix,
            "IcaApiKeySecretArn",
            ica.apiKeySecretArn(),
            property,
            value),
        ATTRIBUTES);
  }

  private static String idOf(List<? extends com.fasterxml.jackson.databind.JsonNode> things) {
    assertThat(things).hasSize(1);
    return things.getFirst().path("id").asText();
  }
}
