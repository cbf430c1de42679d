package icaconnect.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
    "AWS::S3::Bucket, BucketEncryption"
  })
  void every_place_of_this_kind_uses_the_key(String type, String property) {
    Map<String, JsonNode> places = template.resources(type);
    assertThat(places)
        .isNotEmpty()
        .allSatisfy(
            (name, place) -> assertThat(place.path(property).toString()).contains("HasKmsKey"));
  }

  @Test
  void no_policy_allows_the_stacks_key_but_through_the_service_that_keeps_something_under_it() {
    assertThat(template.resources("AWS::IAM::ManagedPolicy").values())
        .flatExtracting(policy -> policy.path("PolicyDocument").findParents("Sid"))
        .filteredOn(statement -> statement.path("Resource").toString().contains("StackKey"))
        .isNotEmpty()
        .allSatisfy(statement ->
            assertThat(statement.path("Condition").toString()).contains("kms:ViaService"));
  }

  @Test
  void the_stacks_own_key_rotates_and_outlives_the_stack() {
    var key = template.whole("StackKey");
    assertThat(key.at("/Properties/EnableKeyRotation").asBoolean()).isTrue();
    assertThat(key.path("DeletionPolicy").asText()).isEqualTo("Retain");
    assertThat(key.path("UpdateReplacePolicy").asText()).isEqualTo("Retain");
  }
}
