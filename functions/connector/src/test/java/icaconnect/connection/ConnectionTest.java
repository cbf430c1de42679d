package icaconnect.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.failure.InvalidRequest;
import icaconnect.lambda.Json;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTest {
  @Test
  void needs_nothing_but_a_bucket() {
    var connection = parse("{'bucket': 'lab-data'}");

    assertThat(connection.userName()).isEqualTo("ica-lab-data");
    assertThat(connection.policyName()).isEqualTo("ica-bucket-lab-data");
    assertThat(connection.allowedOrigins()).containsExactly("https://ica.illumina.com");
    assertThat(connection.permissions()).isEqualTo(Permissions.DOCUMENTED);
    assertThat(connection.denyStatements()).isEqualTo(DenyStatements.EXEMPT);
    assertThat(connection.mode()).isEqualTo(Mode.APPLY);
    assertThat(connection.prefix().isRoot()).isTrue();
  }

  @Test
  void says_everything_that_is_wrong_at_once() {
    assertThatThrownBy(() ->
            parse(
                "{'bucket': 'AB', 'prefix': '/x', 'icaRegion': 'mars', 'userName': 'a b', 'colour': 'red',"
                    + " 'crossAccountCopy': 7, 'allowedOrigins': ['*'], 'permissions': 'all', 'mode': 1}"))
        .isInstanceOfSatisfying(
            InvalidRequest.class,
            failure ->
                assertThat(failure.problems())
                    .extracting(problem -> problem.split(" ")[0])
                    .containsExactlyInAnyOrder(
                        "\"colour\"",
                        "crossAccountCopy",
                        "mode",
                        "bucket",
                        "prefix",
                        "icaRegion",
                        "userName",
                        "allowedOrigins",
                        "permissions"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "'text'", "7", "null", "true"})
  void refuses_what_is_not_an_object(String json) {
    assertThatThrownBy(() -> parse(json))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("must be a JSON object");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/x",
        "x",
        "./x/",
        "/",
        "a/../b/",
        "a//",
        "a*/",
        "a?/",
        "${aws:username}/",
        "a\n/"
      })
  void refuses_prefixes_that_ica_or_a_policy_would_misread(String prefix) {
    var request = Json.MAPPER.createObjectNode().put("bucket", "lab-data").put("prefix", prefix);

    assertThatThrownBy(() -> Connection.parse(request))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("prefix must");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ab",
        "Lab",
        "lab_data",
        "-lab",
        "lab-",
        "lab..data",
        "10.0.0.1",
        "xn--lab",
        "lab-s3alias",
        "läb-data",
        "l*b"
      })
  void refuses_names_that_no_bucket_can_have(String bucket) {
    var request = Json.MAPPER.createObjectNode().put("bucket", bucket);

    assertThatThrownBy(() -> Connection.parse(request))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("bucket is not");
  }

  @ParameterizedTest
  @CsvSource({"true,true", "'true',true", "'False',false", "false,false"})
  void reads_booleans_as_cloudformation_sends_them(String sent, boolean meant) {
    var request =
        Json.MAPPER.createObjectNode().put("bucket", "lab-data").put("crossAccountCopy", sent);

    assertThat(Connection.parse(request).crossAccountCopy()).isEqualTo(meant);
  }

  @Test
  void takes_no_grant_where_the_owner_writes() {
    var request = Json.MAPPER.createObjectNode().put("bucket", "lab").put("keyAccess", "grant");
    assertThat(Connection.parse(request).keyAccess()).isEqualTo(KeyAccess.GRANT);

    assertThatThrownBy(() -> Connection.parse(request.put("verifyOnly", true)))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("keyAccess cannot be grant with verifyOnly");
  }

  @Test
  void knows_the_roles_that_ica_copies_with() {
    var connection = parse("{'bucket': 'lab-data', 'crossAccountCopy': true}");

    assertThat(connection.copyRole("ap-south-1"))
        .contains("arn:aws:iam::079623148045:role/ica_aps3_crossacct");
    assertThat(connection.copyRole("il-central-1")).isEmpty();
  }

  @Test
  void prefers_the_role_that_the_request_names() {
    var role = "arn:aws:iam::079623148045:role/ica_ilc1_crossacct";
    var request =
        Json.MAPPER.createObjectNode().put("bucket", "lab-data").put("crossAccountRoleArn", role);

    assertThat(Connection.parse(request).copyRole("il-central-1")).contains(role);
  }

  @Test
  void reads_what_is_wished_in_ica() {
    var secret = "arn:aws:secretsmanager:us-east-1:111122223333:secret:ica-api-key-lab-Ab12Cd";
    var connection =
        parse(
            "{'bucket': 'lab-data', 'storageCredentialName': 'Lab_1', 'storageConfigurationName': 'lab.1',"
                + " 'shareStorageConfiguration': 'true', 'icaApiKeySecretArn': '"
                + secret
                + "'}");

    assertThat(connection.ica())
        .isEqualTo(
            new IcaRegistration(
                Optional.of("Lab_1"), Optional.of("lab.1"), true, Optional.of(secret)));
    assertThat(parse("{'bucket': 'lab-data'}").ica())
        .isEqualTo(
            new IcaRegistration(Optional.empty(), Optional.empty(), false, Optional.empty()));
  }

  @Test
  void says_what_is_wrong_with_names_for_ica_all_at_once() {
    assertThatThrownBy(() ->
            parse(
                "{'bucket': 'lab-data', 'storageCredentialName': 'a.b', 'storageConfigurationName': 'Lab',"
                    + " 'shareStorageConfiguration': 'perhaps', 'icaApiKeySecretArn': 'my-key'}"))
        .isInstanceOfSatisfying(
            InvalidRequest.class, failure -> assertThat(failure.problems()).hasSize(4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ab", "abcdefghijklmnop", "-ab", "ab-", "", "a_b", "Lab"})
  void refuses_configuration_names_that_ica_refuses(String name) {
    assertThatThrownBy(
            () -> parse("{'bucket': 'lab-data', 'storageConfigurationName': '" + name + "'}"))
        .isInstanceOf(InvalidRequest.class);
  }

  @Test
  void reads_lists() {
    assertThat(parse("{'bucket': 'lab-data', 'exemptSids': ['Perimeter']}").exemptSids())
        .isEqualTo(java.util.Set.copyOf(List.of("Perimeter")));
  }

  private static Connection parse(String json) {
    JsonNode node = Json.parse(json.replace('\'', '"'));
    return Connection.parse(node);
  }
}
