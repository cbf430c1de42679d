package icaconnect.registration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.ica.AwsDetails;
import icaconnect.ica.StorageConfiguration;
import icaconnect.lambda.Json;
import icaconnect.step.Invocation;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegistrationStatusHandlerTest {
  private final RememberedIca ica = new RememberedIca();

  @Test
  void gives_the_report_back_with_the_present_status() {
    ica.configured("lab-1", new AwsDetails("lab-reads", null, null, null));

    JsonNode report = ask("INITIALIZING");

    assertThat(report.path("outputs").path("icaStatus").asText()).isEqualTo("OK");
    assertThat(report.path("outputs").path("storageCredentialId").asText())
        .isEqualTo("credential-0");
    assertThat(report.path("changed").asBoolean()).isTrue();
    assertThat(report.path("findings")).hasSize(1);
  }

  @Test
  void an_error_comes_with_icas_own_reason() {
    ica.configurations.add(
        new StorageConfiguration(
            "configuration-0",
            "lab-1",
            "AWS_S3",
            "ERROR",
            "Access Denied on PutBucketNotification",
            null,
            null));

    JsonNode report = ask("INITIALIZING");

    assertThat(report.path("outputs").path("icaStatus").asText()).isEqualTo("ERROR");
    assertThat(report.path("findings").path(1).path("code").asText())
        .isEqualTo("ICA_VALIDATION_FAILED");
    assertThat(report.path("findings").path(1).path("message").asText())
        .contains("Access Denied on PutBucketNotification");
  }

  @Test
  void a_validation_that_never_ends_is_answered_at_once_each_time() {
    ica.status = "INITIALIZING";
    ica.configured("lab-1", new AwsDetails("lab-reads", null, null, null));

    for (int i = 0; i < 100; i++) {
      assertThat(ask("INITIALIZING").path("outputs").path("icaStatus").asText())
          .isEqualTo("INITIALIZING");
    }
    assertThat(ica.writes).isEmpty();
  }

  @Test
  void a_state_that_only_a_later_ica_knows_is_passed_on() {
    ica.status = "ARCHIVED";
    ica.configured("lab-1", new AwsDetails("lab-reads", null, null, null));

    assertThat(ask("INITIALIZING").path("outputs").path("icaStatus").asText())
        .isEqualTo("ARCHIVED");
  }

  @Test
  void a_report_without_a_configuration_stays_as_it_is() {
    var input =
        Json.parse(
            """
            {"registration": {"name": "registration", "changed": false, "changes": [], "findings": [],
                              "outputs": {"icaStatus": "NOT_REGISTERED"}, "documents": [], "digests": []}}\
            """);

    assertThat(Invocation.of(handler(), input)).isEqualTo(input.path("registration"));
  }

  /** As a plan reports it, which waits for ICA's status like anything else. */
  @Test
  void what_would_be_written_stays_as_it_is() {
    var input =
        Json.parse(
            """
            {"registration": {"name": "registration", "changed": true, "changes": [], "findings": [],
                              "outputs": {"icaStatus": "NOT_REGISTERED"}, "documents": [], "digests": [],
                              "writes": ["registration=0123abcd"]}}\
            """);

    assertThat(Invocation.of(handler(), input)).isEqualTo(input.path("registration"));
  }

  private JsonNode ask(String status) {
    return Invocation.of(
        handler(),
        Json.parse(
            """
            {"registration": {"name": "registration", "changed": true,
               "changes": [{"what": "ICA storage credential x", "to": {"accessKeyId": "AKIA1"}}],
               "findings": [{"severity": "INFO", "code": "ICA_CONFIGURATION_ADOPTED", "message": "m", "remedy": "r"}],
               "outputs": {"storageCredentialId": "credential-0", "storageConfigurationId": "configuration-0",
                           "icaStatus": "%s"},
               "documents": []}}\
            """
                .formatted(status)));
  }

  private RegistrationStatusHandler handler() {
    return new RegistrationStatusHandler(_ -> Optional.of(ica));
  }
}
