package icaconnect.registration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.ica.AwsCredentials;
import icaconnect.ica.StandInFaults.Fault;
import icaconnect.lambda.Json;
import org.junit.jupiter.api.Test;

/** How a registration goes, from the create to ICA's OK. */
class RegistrationOnStandInTest extends OnStandIn {
  private static final int FOR_EVER = Integer.MAX_VALUE;

  @Test
  void registers_validates_and_ends_with_ok() {
    JsonNode report = connect();
    assertThat(status(report)).isEqualTo("INITIALIZING");
    report = poll(report);
    assertThat(status(report)).isEqualTo("INITIALIZING");
    report = poll(report);
    assertThat(status(report)).isEqualTo("OK");

    assertThat(ica.memory().keyOf(NAME)).contains(key);
    assertThat(report.toString()).doesNotContain("secret-1", "api-key-1");
  }

  @Test
  void a_second_run_only_reads() {
    connect();
    connect();

    assertThat(contract.count("POST storageCredentials")).isEqualTo(1);
    assertThat(contract.count("POST storageConfigurations")).isEqualTo(1);
  }

  @Test
  void a_key_that_changed_reaches_ica_and_is_validated() {
    connect();
    key = new AwsCredentials("AKIA2", "secret-2");

    JsonNode report = connect();

    assertThat(ica.memory().keyOf(NAME)).contains(key);
    assertThat(status(report)).isEqualTo("INITIALIZING");
    assertOneOfEach();
  }

  @Test
  void a_validation_that_fails_gives_icas_reason_and_is_tried_again_by_the_next_connect() {
    ica.memory()
        .validateBy((used, details) -> used.accessKeyId().equals("AKIA1") ? "Access Denied" : null);
    JsonNode failed = poll(poll(connect()));
    assertThat(status(failed)).isEqualTo("ERROR");
    assertThat(failed.path("findings").path(0).path("message").asText()).endsWith("Access Denied");

    key = new AwsCredentials("AKIA2", "secret-2");
    assertThat(status(poll(poll(connect())))).isEqualTo("OK");
  }

  @Test
  void a_validation_that_never_ends_keeps_no_function_waiting() {
    ica.faults().set(Fault.VALIDATION_NEVER_ENDS, FOR_EVER);
    JsonNode report = connect();
    for (int i = 0; i < 20; i++) {
      report = poll(report);
      assertThat(status(report)).isEqualTo("INITIALIZING");
    }
  }

  @Test
  void finds_its_own_among_300_configurations() {
    connect();
    for (int i = 0; i < 300; i++) {
      ica.memory()
          .createConfiguration(
              Json.parse(
                  """
                  {"name": "other-%1$d", "type": "AWS_S3", "awsDetails": {"bucketName": "other-%1$d"}}\
                  """
                      .formatted(i)));
    }

    connect();

    assertThat(contract.count("POST storageConfigurations")).isEqualTo(1);
  }
}
