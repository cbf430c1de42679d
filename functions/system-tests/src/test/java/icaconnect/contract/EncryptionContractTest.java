package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where there is a key of the laboratory, everything that this stack keeps is under it. */
class EncryptionContractTest {
  private final Template template = Template.read();

  @ParameterizedTest
  @CsvSource({
    "AWS::Logs::LogGroup, KmsKeyId",
    "AWS::SQS::Queue, KmsMasterKeyId",
    "AWS::DynamoDB::Table, SSESpecification",
    "AWS::S3::Bucket, BucketEncryption",
    "AWS::StepFunctions::StateMachine, EncryptionConfiguration"
  })
  void every_place_of_this_kind_uses_the_key(String type, String property) {
    Map<String, JsonNode> places = template.resources(type);
    assertThat(places)
        .isNotEmpty()
        .allSatisfy(
            (name, place) -> assertThat(place.path(property).toString()).contains("HasKmsKey"));
  }

  @Test
  void no_policy_allows_the_stacks_key_but_for_what_a_service_keeps_under_it() {
    assertThat(template.resources("AWS::IAM::ManagedPolicy").values())
        .flatExtracting(policy -> policy.path("PolicyDocument").findParents("Sid"))
        .filteredOn(statement -> statement.path("Resource").toString().contains("StackKey"))
        .isNotEmpty()
        .allSatisfy(statement ->
            assertThat(statement.path("Condition").toString())
                .containsAnyOf("kms:ViaService", "kms:EncryptionContext"));
  }

  /** Without them an execution neither starts nor leaves a log. */
  @Test
  void every_workflow_may_keep_its_executions_and_its_log_under_the_key() {
    var machines = template.resources("AWS::StepFunctions::StateMachine");
    assertThat(machines)
        .isNotEmpty()
        .allSatisfy((name, machine) -> {
          String role = machine.path("RoleArn").asText().replace(".Arn", "");
          assertThat(template.resources("AWS::IAM::Role").get(role).toString())
              .contains("ExecutionsKey");
          var names = new ArrayList<String>();
          document("ExecutionsKey")
              .at("/Statement/0/Condition/ArnLike/kms:EncryptionContext:aws:states:stateMachineArn")
              .forEach(arn -> names.add(arn.asText().replaceAll(".*stateMachine:", "")));
          assertThat(names).contains(machine.path("StateMachineName").asText());
        });
    assertThat(template.whole("StackKey").at("/Properties/KeyPolicy").toString())
        .contains("delivery.logs.amazonaws.com");
  }

  @Test
  void every_function_that_looks_at_executions_may_read_them_under_the_key() {
    assertThat(template.resources("AWS::IAM::Role").values())
        .filteredOn(role -> role.toString().contains("states:DescribeExecution"))
        .filteredOn(role -> role.toString().contains("lambda.amazonaws.com"))
        .isNotEmpty()
        .allSatisfy(role -> assertThat(role.toString()).contains("ReadExecutionsKey"));
  }

  private JsonNode document(String policy) {
    return template.resources("AWS::IAM::ManagedPolicy").get(policy).path("PolicyDocument");
  }

  @Test
  void the_stacks_own_key_rotates_and_outlives_the_stack() {
    var key = template.whole("StackKey");
    assertThat(key.at("/Properties/EnableKeyRotation").asBoolean()).isTrue();
    assertThat(key.path("DeletionPolicy").asText()).isEqualTo("Retain");
    assertThat(key.path("UpdateReplacePolicy").asText()).isEqualTo("Retain");
  }
}
