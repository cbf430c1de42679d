package icaconnect.connection;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icaconnect.failure.Refused;
import icaconnect.lambda.Json;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Doors that a request finds closed until the deployer opens them. */
class LimitsTest {
  private static final String SECRET = "arn:aws:secretsmanager:us-east-1:111122223333:secret:";

  private static final String USERS = "arn:aws:iam::111122223333:user/";
  private static final String OURS = USERS + "ica-connect/dev/us-east-1/";

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
    var request = request("'userName': 'illumina_ica', 'adoptExisting': true");

    isNotAdoptable(open, request, USERS + "illumina-it/illumina_ica");
    assertThatCode(() -> open.checkUser(request, USERS + "illumina_ica", OURS + "illumina_ica"))
        .doesNotThrowAnyException();
  }

  /** Whatever Inspect says that it has found. */
  @Test
  void the_user_is_of_this_name_account_and_partition_whatever_was_found() {
    var everything = new Limits(Optional.empty(), NamePattern.of("*"), Optional.empty());
    var request = request("'userName': 'ica-lab', 'adoptExisting': true");
    for (String ours :
        List.of(OURS + "ica-lab", USERS + "ica-connect/ica-lab", USERS + "ica-lab")) {
      assertThatCode(() -> everything.checkUser(request, ours, OURS + "ica-lab"))
          .doesNotThrowAnyException();
      for (String foreign :
          List.of(
              ours.replace("111122223333", "666666666666"),
              ours.replace("arn:aws:", "arn:aws-cn:"),
              ours.replace("ica-lab", "ica-other"),
              ours.replace("ica-lab", "admin/ica-lab"))) {
        isNotAdoptable(everything, request, foreign);
      }
    }
    isNotAdoptable(everything, request, USERS + "ica-connect/other/us-east-1/ica-lab");
  }

  private static void isNotAdoptable(Limits limits, Connection request, String userArn) {
    assertThatThrownBy(() -> limits.checkUser(request, userArn, OURS + request.userName()))
        .as(userArn)
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("NOT_ADOPTABLE: ");
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
