package icaconnect.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.step.Invocation;
import icaconnect.step.StepInput;
import icaconnect.verify.InMemoryIca.Keeps;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerifyHandlerTest {
  @ParameterizedTest
  @CsvSource({"NEVER,NOTHING,SKIPPED", "ENABLED,VERSIONS,PASS", "SUSPENDED,NULL_VERSIONS,PASS"})
  void proves_a_connection_and_leaves_nothing_behind(
      String versioning, Keeps keeps, String versionChecks) {
    var ica = new InMemoryIca(keeps);

    var verification =
        Invocation.of(
            new VerifyHandler(Invocation.STACK, ica),
            StepInput.connect("lab").withFact("versioning", versioning).json());

    assertThat(verification.path("proven").asBoolean()).isTrue();
    assertThat(statuses(verification))
        .containsEntry("put-object", "PASS")
        .containsEntry("delete-object", "PASS")
        .containsEntry("get-object-version", versionChecks)
        .containsEntry("delete-object-version", versionChecks)
        .containsEntry("cors PUT https://ica.illumina.com", "PASS")
        .containsEntry("put-bucket-notification", "SKIPPED")
        .doesNotContainValue("FAIL");
    assertThat(ica.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "secret, stored-secret", "key, access-key", "federate, federation-token",
        "location, get-bucket-location",
    "notifications, get-bucket-notification", "list, list-bucket", "put, put-object",
        "get, get-object",
    "getVersion, get-object-version", "delete, delete-object",
        "deleteVersion, delete-object-version"
  })
  void names_what_is_refused_and_how_to_cure_it(String refused, String check) {
    var verification = verify(new InMemoryIca(Keeps.VERSIONS).refusing(refused));

    assertThat(verification.path("proven").asBoolean()).isFalse();
    assertThat(verification.path("checks"))
        .filteredOn(one -> one.path("status").asText().equals("FAIL"))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.path("name").asText()).isEqualTo(check);
          assertThat(one.path("detail").asText()).contains("AccessDenied");
          assertThat(one.path("remedy").asText()).isNotEmpty();
        });
  }

  @Test
  void goes_on_after_a_failure_and_reports_everything() {
    var statuses =
        statuses(verify(new InMemoryIca(Keeps.VERSIONS).refusing("get", "list").withoutCors()));

    assertThat(statuses)
        .containsEntry("list-bucket", "FAIL")
        .containsEntry("put-object", "PASS")
        .containsEntry("get-object", "FAIL")
        .containsEntry("delete-object", "PASS")
        .containsEntry("cors GET https://ica.illumina.com", "FAIL");
  }

  @Test
  void a_plan_tries_an_existing_connection_without_writing() {
    var ica = new InMemoryIca(Keeps.VERSIONS).refusing("put");
    var input =
        StepInput.connect("lab")
            .asking("mode", "plan")
            .withJournal(Map.of("credential", Json.parse("{\"userName\": \"ica-lab\"}")));

    var statuses = statuses(Invocation.of(new VerifyHandler(Invocation.STACK, ica), input.json()));

    assertThat(statuses)
        .containsEntry("list-bucket", "PASS")
        .containsEntry("cors PUT https://ica.illumina.com", "PASS")
        .containsEntry("put-object", "SKIPPED")
        .containsEntry("delete-object", "SKIPPED")
        .doesNotContainValue("FAIL");
  }

  @Test
  void a_plan_names_every_check_and_tries_none_where_there_is_no_connection() {
    var ica = new InMemoryIca(Keeps.VERSIONS).refusing("secret");

    var verification =
        Invocation.of(
            new VerifyHandler(Invocation.STACK, ica),
            StepInput.connect("lab").asking("mode", "plan").json());

    assertThat(statuses(verification).keySet())
        .isEqualTo(statuses(verify(new InMemoryIca(Keeps.VERSIONS))).keySet());
    assertThat(verification.path("checks"))
        .allSatisfy(check -> {
          assertThat(check.path("status").asText()).isEqualTo("SKIPPED");
          assertThat(check.path("detail").asText()).isNotEmpty();
        });
    assertThat(verification.path("proven").asBoolean()).isFalse();
  }

  private static JsonNode verify(InMemoryIca ica) {
    return Invocation.of(
        new VerifyHandler(Invocation.STACK, ica),
        StepInput.connect("lab").withFact("versioning", "ENABLED").json());
  }

  private static Map<String, String> statuses(JsonNode verification) {
    var statuses = new HashMap<String, String>();
    verification
        .path("checks")
        .forEach(check -> statuses.put(check.path("name").asText(), check.path("status").asText()));
    return statuses;
  }
}
