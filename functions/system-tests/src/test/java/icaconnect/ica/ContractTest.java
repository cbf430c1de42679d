package icaconnect.ica;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The judge itself: it must find what the other tests trust it to find. */
class ContractTest {
  private static final String CREDENTIALS = "/ica/rest/api/storageCredentials";
  private static final String ID = "c39b1feb-3e94-4440-805e-45e0c76462bf";
  private static final Map<String, String> HEADERS =
      Map.of(
          "Authorization", "Bearer t",
          "Accept", "application/vnd.illumina.v3+json, application/problem+json",
          "Content-Type", "application/vnd.illumina.v3+json");
  private static final Contract CONTRACT = new Contract();

  @Test
  void a_request_as_documented_passes() {
    assertThat(
            create(
                "{\"name\":\"a\",\"type\":\"AWS_USER\","
                    + "\"awsCredentials\":{\"accessKeyId\":\"AKIA\",\"secretAccessKey\":\"s\"}}"))
        .isEmpty();
  }

  @Test
  void a_missing_field_a_wrong_value_and_an_unknown_field_are_found() {
    assertThat(create("{\"type\":\"AWS_USER\"}")).anyMatch(text -> text.contains("required"));
    assertThat(create("{\"name\":\"a.b\",\"type\":\"AWS_USER\"}"))
        .anyMatch(text -> text.contains("pattern"));
    assertThat(create("{\"name\":\"a\",\"type\":\"AWS_ROLE\"}"))
        .anyMatch(text -> text.contains("enum"));
    assertThat(create("{\"name\":\"a\",\"type\":\"AWS_USER\",\"tags\":[]}"))
        .anyMatch(text -> text.contains("additionalProperties"));
  }

  @Test
  void a_request_without_sign_in_or_with_another_media_type_is_found() {
    var plain = Map.of("Authorization", "Bearer t", "Content-Type", "text/plain");
    assertThat(CONTRACT.problemsOfRequest("POST", CREDENTIALS, plain, "{}")).isNotEmpty();
    assertThat(CONTRACT.problemsOfRequest("GET", CREDENTIALS, Map.of(), null))
        .anyMatch(text -> text.contains("security"));
  }

  @Test
  void an_action_with_a_colon_in_its_path_is_told_from_the_thing_itself() {
    String url = "/ica/rest/api/storageConfigurations/" + ID;
    assertThat(CONTRACT.problemsOfRequest("POST", url + ":validate", HEADERS, null)).isEmpty();
    assertThat(CONTRACT.problemsOfRequest("POST", url + ":delete", HEADERS, null)).isNotEmpty();
    assertThat(CONTRACT.problemsOfRequest("DELETE", url, HEADERS, null)).isNotEmpty();
  }

  @Test
  void a_response_is_judged_too() {
    String list = "{\"items\":[" + IcaShapes.credential(ID, "a", "AWS_USER") + "]}";
    assertThat(response(200, list)).isEmpty();
    assertThat(response(200, "{\"items\":[{\"id\":\"x\"}]}")).isNotEmpty();
    assertThat(response(200, "{}")).isNotEmpty();
  }

  private static List<String> create(String body) {
    return CONTRACT.problemsOfRequest("POST", CREDENTIALS, HEADERS, body);
  }

  private static List<String> response(int status, String body) {
    return CONTRACT.problemsOfResponse(
        "GET", CREDENTIALS, status, "application/vnd.illumina.v3+json", body);
  }
}
