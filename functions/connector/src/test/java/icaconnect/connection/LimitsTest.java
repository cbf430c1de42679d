package icaconnect.connection;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icaconnect.failure.Refused;
import icaconnect.lambda.Json;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Doors that a request finds closed until the deployer opens them. */
class LimitsTest {
  private static final String SECRET = "arn:aws:secretsmanager:us-east-1:111122223333:secret:";

  private final Limits open =
      new Limits(Optional.empty(), NamePattern.of("illumina*"), NamePattern.of("ica-api-key*"));

  @Test
  void nothing_is_adopted_unless_the_deployer_says_which() {
    var request = request("'adoptExisting': true");

    assertThatThrownBy(() -> Limits.CLOSED.check(request))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("ADOPTION_OFF: ");
    assertThatCode(() -> open.check(request)).doesNotThrowAnyException();
  }

  @Test
  void a_pattern_matches_no_privileged_user_below_a_path() {
    var request = request("'userName': 'root-admin', 'adoptExisting': true");

    assertThatThrownBy(() ->
            open.checkUser(
                request,
                "arn:aws:iam::111122223333:user/illumina-it/root-admin",
                "/ica-connect/dev/us-east-1/"))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("NOT_ADOPTABLE: ");
    assertThatCode(() ->
            open.checkUser(
                request,
                "arn:aws:iam::111122223333:user/illumina_ica",
                "/ica-connect/dev/us-east-1/"))
        .doesNotThrowAnyException();
  }

  @Test
  void the_user_of_another_connection_is_not_adopted() {
    var request = request("'userName': 'ica-genomes', 'adoptExisting': true");
    var everything = new Limits(Optional.empty(), NamePattern.of("*"), Optional.empty());

    assertThatThrownBy(() ->
            everything.checkAdoption(
                request, "arn:aws:iam::111122223333:user/ica-connect/ica-genomes"))
        .isInstanceOf(Refused.class);
  }

  @Test
  void no_request_chooses_the_tenant_by_naming_an_api_key() {
    var request = request("'icaApiKeySecretArn': '" + SECRET + "ica-api-key-other-AbCdEf'");

    assertThatThrownBy(() -> Limits.CLOSED.check(request))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("API_KEY_NOT_ALLOWED: ");
    assertThatCode(() -> open.check(request)).doesNotThrowAnyException();
    assertThatThrownBy(() -> open.checkApiKey(SECRET + "ica-api-key/of/payroll-AbCdEf"))
        .isInstanceOf(Refused.class);
  }

  private static Connection request(String fields) {
    return Connection.parse(Json.parse("{\"bucket\": \"lab\", " + fields.replace('\'', '"') + "}"));
  }
}
