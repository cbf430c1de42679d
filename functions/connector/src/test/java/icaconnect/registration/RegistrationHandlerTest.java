package icaconnect.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.failure.Refused;
import icaconnect.ica.AwsDetails;
import icaconnect.lambda.Json;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegistrationHandlerTest extends RegistrationScene {
  @Test
  void registers_the_bucket_and_starts_the_validation() {
    JsonNode report = connect();

    assertThat(ica.writes)
        .containsExactly(
            "create credential ica-lab-reads",
            "create configuration " + CONFIGURATION + " on credential-0",
            "validate configuration-0");
    assertThat(ica.configurations.getFirst().awsDetails())
        .contains(
            new AwsDetails(
                "lab-reads", "ica/", "aws:kms", "arn:aws:kms:us-east-1:111122223333:key/k"));
    assertThat(report.path("name").asText()).isEqualTo("registration");
    assertThat(report.path("changed").asBoolean()).isTrue();
    assertThat(report.path("outputs"))
        .isEqualTo(
            Json.parse(
                """
                {"storageCredentialId": "credential-0", "storageConfigurationId": "configuration-0",
                 "icaStatus": "INITIALIZING"}\
                """));
    assertThat(report.toString()).contains("AKIA1").doesNotContain(SECRET);
  }

  @Test
  void running_twice_writes_nothing_the_second_time() {
    connect();
    ica.writes.clear();
    JsonNode entry = journal.entries().get("registration");

    JsonNode again = connect();

    assertThat(ica.writes).isEmpty();
    assertThat(journal.entries().get("registration")).isSameAs(entry);
    assertThat(again.path("changed").asBoolean()).isFalse();
    assertThat(again.path("outputs").path("icaStatus").asText()).isEqualTo("OK");
  }

  @Test
  void a_new_key_of_the_connection_goes_to_ica_and_is_validated() {
    connect();
    ica.writes.clear();
    key = key("AKIA2");

    JsonNode report = connect();

    assertThat(ica.writes).containsExactly("update credential-0", "validate configuration-0");
    assertThat(ica.keys.get("credential-0").accessKeyId()).isEqualTo("AKIA2");
    assertThat(report.path("changes").path(0).path("from").path("accessKeyId").asText())
        .isEqualTo("AKIA1");
  }

  @Test
  void plan_mode_writes_nothing_and_needs_no_key() {
    key = Optional.empty();

    JsonNode report = invoke(input("connect", "plan"));

    assertThat(ica.writes).isEmpty();
    assertThat(journal.entries()).isEmpty();
    assertThat(report.path("changes")).hasSize(2);
    assertThat(report.path("outputs").path("icaStatus").asText()).isEqualTo("NOT_REGISTERED");
  }

  @Test
  void registers_as_planned_though_the_plan_knew_no_key() {
    key = Optional.empty();
    String expected = writes(invoke(input("connect", "plan")));
    key = key("AKIA1");

    invoke(expecting(expected));

    assertThat(ica.keys.get("credential-0").accessKeyId()).isEqualTo("AKIA1");
  }

  @Test
  void writes_nothing_to_ica_that_is_not_in_the_expected_plan() {
    assertThatThrownBy(() -> invoke(expecting("")))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("PLAN_CHANGED")
        .hasMessageContaining("ICA storage credential ica-lab-reads");
    assertThat(ica.writes).isEmpty();
    assertThat(journal.entries()).isEmpty();
  }

  private static String writes(JsonNode plan) {
    return String.join(" ", plan.path("writes").valueStream().map(JsonNode::asText).toList());
  }

  private ObjectNode expecting(String plan) {
    ObjectNode input = input("connect", "apply");
    ((ObjectNode) input.path("request")).put("expectedPlan", plan);
    return input;
  }

  @Test
  void a_plan_of_a_hand_over_speaks_of_what_would_be() {
    hasApiKey = false;
    key = Optional.empty();

    JsonNode report = invoke(input("connect", "plan"));

    assertThat(report.at("/outputs/handOver").asText())
        .startsWith("Once connect has run:")
        .contains("(its ARN, which connect answers)");
    assertThat(report.at("/findings/0/message").asText()).contains("the output's field handOver");
  }

  @Test
  void without_an_api_key_a_person_gets_everything_but_the_secret() {
    hasApiKey = false;

    JsonNode report = connect();

    assertThat(report.path("changed").asBoolean()).isFalse();
    assertThat(report.path("findings").path(0).path("code").asText())
        .isEqualTo("ICA_REGISTRATION_BY_HAND");
    assertThat(report.path("outputs").path("icaStatus").asText()).isEqualTo("NOT_REGISTERED");
    assertThat(report.path("outputs").path("handOver").asText())
        .contains(
            "Illumina BioInsight Platform Core, previously Illumina Connected Analytics",
            "System Settings > Storage > Credentials",
            "System Settings > Storage > Configurations")
        .contains(
            "Name: ica-lab-reads\n",
            "Name: " + CONFIGURATION + "\n",
            "Region: United States (us-east-1)")
        .contains("Bucket name: lab-reads", "Key prefix: ica/", "Algorithm: aws:kms", "key/k", ARN)
        .doesNotContain(SECRET)
        .hasSizeLessThan(1600);
  }
}
