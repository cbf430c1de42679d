package icaconnect.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of the connections that there are. */
class ConnectionsTextTest {
  static final JsonNode GENOMICS =
      Json.parse(
          """
          {"bucket": "lab-genomics", "state": "CONNECTED", "region": "us-east-1", "updatedAt": "2026-11-20T08:00:40Z",
           "wish": {"bucket": "lab-genomics", "prefix": "runs/"},
           "ids": {"userName": "ica-lab-genomics", "userArn": "arn:aws:iam::111122223333:user/ica-connect/ica-connect/us-east-1/ica-lab-genomics",
            "secretArn": "arn:aws:secretsmanager:us-east-1:111122223333:secret:ica-connect/ica-connect/ica-lab-genomics-AbCdEf",
            "accessKeyId": "AKIAONE", "icaStatus": "OK"},
           "verification": {"at": "2026-11-24T03:00:12.345Z", "passed": 9, "skipped": []},
           "findings": [],
           "history": [{"execution": "arn:aws:states:us-east-1:111122223333:execution:ica-connect-connect:one",
             "action": "connect", "status": "CONNECTED", "at": "2026-11-13T08:00:40Z", "changed": ["cors", "bucketPolicy", "iam", "credential"]}]}
          """);
  static final JsonNode CONNECTS =
      Json.parse(
          """
          {"stopped": "2026-11-13T08:00:41Z", "answer": {"status": "CONNECTED", "accessKeyId": "AKIAONE",
           "steps": [{"name": "credential", "changes": [{"what": "IAM user ica-lab-genomics: access key", "to": "a new key"}]}]}}
          """);
  static final JsonNode PROTEOMICS =
      Json.parse(
          """
          {"bucket": "lab-proteomics", "state": "DRIFTED", "region": "eu-central-1",
           "wish": {"bucket": "lab-proteomics"},
           "ids": {"userName": "ica-lab-proteomics", "accessKeyId": "AKIATWO"},
           "verification": {"at": "2026-11-01T10:00:00Z", "passed": 9, "skipped": []},
           "drift": [{"step": "cors", "what": "CORS rule ica-connect:ica-connect:us-east-1", "to": {"ID": "ica-connect:ica-connect:us-east-1"}},
            {"step": "iam", "what": "IAM policy ica-bucket-lab-proteomics: document", "from": "ours", "to": "another"}]}
          """);
  static final JsonNode NEVER =
      Json.parse(
          """
          {"bucket": "lab-never", "state": "FAILED",
           "lastFailure": {"step": "inspect", "error": "icaconnect.failure.Refused", "message": "BUCKET_MISSING: There is no bucket lab-never."}}
          """);

  static PlayedStack stack() {
    return new PlayedStack().connected(GENOMICS, CONNECTS).connected(PROTEOMICS).connected(NEVER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"show", "open", "report --output json lab-genomics"})
  void what_is_not_connected_is_refused_by_whatever_command(String command) {
    Run run = Run.with(stack(), (command + " lab-nowhere").split(" "));

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEqualTo("ica-connect: lab-nowhere is not connected.\n");
  }

  @Test
  void list_has_a_line_for_each_with_the_age_of_its_key() throws IOException {
    Run run = Run.with(stack(), "list");

    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    Golden.assertIs("list.txt", run.out());
  }

  @Test
  void list_says_why_no_age_is_known() {
    Run run = Run.with(stack().withUnreadableTrail("s3:GetObject is denied"), "list");

    assertThat(run.code()).isZero();
    assertThat(run.out()).doesNotContain(" d ");
    assertThat(run.err())
        .isEqualTo("ica-connect: how old access keys are is not known: s3:GetObject is denied\n");
  }

  @Test
  void list_tells_programs_since_when_a_key_is_there() {
    JsonNode told = Run.with(stack(), "list", "--output", "json").json().path("connections");

    assertThat(told.path(0).path("keySince").asText()).isEqualTo("2026-11-13T08:00:41Z");
    assertThat(told.path(2).has("keySince")).isFalse();
  }

  @Test
  void show_is_one_connection_in_full() throws IOException {
    Run run = Run.with(stack(), "show", "lab-genomics");

    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    Golden.assertIs("show.txt", run.out());
  }

  @Test
  void show_has_what_was_found_and_what_has_failed() throws IOException {
    JsonNode imaging =
        Json.parse(
            """
            {"bucket": "lab-imaging", "state": "DRIFTED", "region": "eu-central-1", "updatedAt": "2026-11-21T03:00:40Z",
             "holder": "arn:aws:states:us-east-1:111122223333:execution:ica-connect-connect:two",
             "wish": {"bucket": "lab-imaging", "crossAccountCopy": true, "exemptSids": ["OnlyOurs", "NoDeletion"]},
             "ids": {"userName": "ica-lab-imaging", "accessKeyId": "AKIATHREE", "icaStatus": "ERROR"},
             "verification": {"at": "2026-11-01T10:00:00Z", "passed": 8, "skipped": ["copy-as-ica"]},
             "findings": [{"severity": "WARNING", "code": "OBJECT_OWNERSHIP", "message": "Not enforced.", "remedy": "Enforce it."}],
             "drift": [{"step": "cors", "what": "CORS rule ica-connect:ica-connect:us-east-1", "to": {"ID": "ica-connect:ica-connect:us-east-1"}}],
             "lastFailure": {"step": "verify", "error": "NotProven", "message": "The connection does not work: put-object (AccessDenied)", "undone": "The last good request stands again."},
             "history": [
              {"execution": "one", "action": "connect", "status": "CONNECTED", "at": "2026-11-01T10:00:00.123Z", "changed": ["cors"]},
              {"execution": "two", "action": "connect", "status": "CONNECTED", "at": "2026-11-02T10:00:00Z", "changed": ["cors"], "onBehalfOf": "lost"},
              {"execution": "three", "action": "connect", "status": "FAILED", "at": "2026-11-20T10:00:00Z", "step": "verify", "error": "NotProven"}]}
            """);

    Run run = Run.with(stack().connected(imaging), "show", "lab-imaging");

    assertThat(run.code()).isZero();
    Golden.assertIs("show-drifted.txt", run.out());
  }

  @Test
  void show_of_what_was_never_connected_has_dashes() throws IOException {
    Run run = Run.with(stack(), "show", "lab-never");

    assertThat(run.code()).isZero();
    Golden.assertIs("show-never.txt", run.out());
  }

  @Test
  void show_says_why_no_age_is_known() {
    Run run =
        Run.with(stack().withUnreadableTrail("s3:GetObject is denied"), "show", "lab-genomics");

    assertThat(run.code()).isZero();
    assertThat(run.out()).containsPattern("(?m)^KEY AGE +-$");
    assertThat(run.err())
        .isEqualTo("ica-connect: how old access keys are is not known: s3:GetObject is denied\n");
  }

  @Test
  void show_tells_programs_what_the_registry_has() {
    assertThat(Run.with(stack(), "show", "lab-genomics", "--output", "json").json())
        .isEqualTo(GENOMICS);
  }

  @Test
  void open_has_an_address_for_each_thing() throws IOException {
    Run run = Run.with(stack(), "open", "lab-genomics");

    assertThat(run.code()).isZero();
    Golden.assertIs("open.txt", run.out());
  }

  @Test
  void what_is_not_connected_is_said_to_be_so() {
    for (var command : List.of("show", "open")) {
      Run run = Run.with(stack(), command, "lab-nowhere");

      assertThat(run.code()).isEqualTo(3);
      assertThat(run.err()).isEqualTo("ica-connect: lab-nowhere is not connected.\n");
    }
  }

  @Test
  void doctor_has_a_line_for_each_thing_with_the_next_step() throws IOException {
    var stack = stack();
    Run run = Run.with(stack.withHealth(new PlayedHealth(stack.connections())), "doctor");

    assertThat(run.code()).isEqualTo(3);
    Golden.assertIs("doctor.txt", run.out().replace(Version.number(), "VERSION"));
  }

  @Test
  void a_report_says_what_it_has_written_and_whether_it_is_unchanged(@TempDir Path folder)
      throws IOException {
    Path json = folder.resolve("report.json");
    Run made = Run.with(stack(), "report", "--json", json.toString());
    Run sound = Run.of("report", "--verify", json.toString());
    Files.writeString(json, Files.readString(json).replace("DRIFTED", "CONNECTED"));
    Run edited = Run.of("report", "--verify", json.toString());

    assertThat(List.of(made.code(), sound.code(), edited.code())).containsExactly(0, 0, 3);
    String said = made.out() + sound.out() + edited.out();
    Golden.assertIs("report.txt", said.replaceAll("[0-9a-f]{64}", "DIGEST"));
  }
}
