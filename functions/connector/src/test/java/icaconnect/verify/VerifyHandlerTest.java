package icaconnect.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.failure.Refused;
import icaconnect.lambda.Json;
import icaconnect.reading.Reads;
import icaconnect.step.Invocation;
import icaconnect.step.StepInput;
import icaconnect.verify.InMemoryIca.Keeps;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyHandlerTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC);
  private static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd";

  @ParameterizedTest
  @CsvSource({"NEVER,NOTHING,SKIPPED", "ENABLED,VERSIONS,PASS", "SUSPENDED,NULL_VERSIONS,PASS"})
  void proves_a_connection_and_leaves_nothing_behind(
      String versioning, Keeps keeps, String versionChecks) {
    var ica = new InMemoryIca(keeps);

    var verification =
        Invocation.of(
            handler(ica), StepInput.connect("lab").withFact("versioning", versioning).json());

    assertThat(verification.path("proven").asBoolean()).isTrue();
    assertThat(statuses(verification))
        .containsEntry("put-object", "PASS")
        .containsEntry("delete-object", "PASS")
        .containsEntry("get-object-version", versionChecks)
        .containsEntry("delete-object-version", versionChecks)
        .containsEntry("cors PUT https://ica.illumina.com", "PASS")
        .containsEntry("put-bucket-notification", "JUDGED")
        .containsEntry("restore-object", "JUDGED")
        .doesNotContainValue("FAIL");
    assertThat(ica.isEmpty()).isTrue();
  }

  /** The attack: who may put values into secrets puts another user's key there, for ICA to get. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:iam::111122223333:user/administrator",
        "arn:aws:iam::111122223333:user/ica-lab/administrator",
        "arn:aws:iam::444455556666:user/ica-connect/ica-connect/us-east-1/ica-lab",
        "arn:aws:iam::111122223333:root",
        "arn:aws:sts::111122223333:assumed-role/admin/ica-lab"
      })
  void a_key_that_is_another_users_proves_nothing_and_is_not_used(String owner) {
    var verification = verify(new InMemoryIca(Keeps.VERSIONS).withKeyOf(owner));

    assertThat(verification.path("proven").asBoolean()).isFalse();
    assertThat(statuses(verification))
        .containsEntry("access-key", "FAIL")
        .containsEntry("federation-token", "SKIPPED")
        .doesNotContainEntry("put-object", "PASS");
    assertThat(verification.toString()).contains(owner);
  }

  /** The attack: a request for one's own bucket names the user of another connection. */
  @Test
  void the_key_of_another_buckets_connection_is_not_used() {
    var theirs =
        Invocation.of(
            handler(new InMemoryIca(Keeps.VERSIONS).withKeyOfBucket(Optional.of("other"))),
            StepInput.connect("lab").asking("userName", "ica-other").json());
    assertNotUsed(theirs, "is that of another bucket");

    var ica = new InMemoryIca(Keeps.VERSIONS).withKeyOfBucket(Optional.empty());
    var named = StepInput.connect("lab").asking("userName", "lab_user");
    assertNotUsed(Invocation.of(handler(ica), named.json()), "of the user lab_user");

    ica.withKeyOf("arn:aws:iam::111122223333:user/lab_user");
    named.withJournal(Map.of("iam", Json.parse("{\"userName\": \"lab_user\"}")));
    assertThat(Invocation.of(handler(ica), named.json()).path("proven").asBoolean()).isTrue();
    assertThat(
            verify(new InMemoryIca(Keeps.VERSIONS).withKeyOfBucket(Optional.empty()))
                .path("proven")
                .asBoolean())
        .isTrue();
  }

  private static void assertNotUsed(JsonNode verification, String why) {
    assertThat(verification.path("proven").asBoolean()).isFalse();
    assertThat(statuses(verification))
        .containsEntry("stored-secret", "FAIL")
        .containsEntry("access-key", "SKIPPED")
        .doesNotContainEntry("put-object", "PASS");
    assertThat(verification.toString()).contains(why);
  }

  /** The attack: code in Inspect answers with the user of another connection. */
  @Test
  void a_user_that_is_not_this_connections_is_refused() {
    String users = "arn:aws:iam::111122223333:user/";
    for (var facts :
        List.of(
            StepInput.connect("lab").withFact("userArn", users + "ica-other"),
            StepInput.connect("lab")
                .withFact("userArn", users + "ica-connect/ica-connect/us-east-1/ica-lab")
                .withFact("userBucket", "other"))) {
      var ica = new InMemoryIca(Keeps.VERSIONS);

      assertThatThrownBy(() -> Invocation.of(handler(ica), facts.json()))
          .isInstanceOf(Refused.class)
          .hasMessageStartingWith("NOT_OURS: ");
    }
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
  void a_bucket_with_a_customer_key_is_proven_as_the_session_may_use_the_key() {
    var ica =
        new InMemoryIca(Keeps.VERSIONS)
            .encryptingWith(KEY)
            .accepting(upload ->
                upload.algorithm().filter("aws:kms"::equals).isPresent()
                    && upload.keyArn().filter(KEY::equals).isPresent());

    var verification =
        Invocation.of(
            handler(ica),
            StepInput.connect("lab")
                .withFact("versioning", "ENABLED")
                .withFact("kmsKeyArn", KEY)
                .json());

    assertThat(verification.path("proven").asBoolean()).isTrue();
    assertThat(statuses(verification))
        .containsEntry("put-object", "PASS")
        .containsEntry("put-object without encryption headers", "JUDGED")
        .doesNotContainValue("FAIL");
    assertThat(ica.isEmpty()).isTrue();
  }

  @Test
  void a_bucket_that_demands_ICAs_default_header_is_proven() {
    var ica =
        new InMemoryIca(Keeps.NOTHING)
            .accepting(upload -> upload.algorithm().filter("AES256"::equals).isPresent());

    assertThat(verify(ica).path("proven").asBoolean()).isTrue();
    assertThat(ica.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Keeps.class)
  void says_which_way_fails_and_leaves_nothing(Keeps keeps) {
    var ica = new InMemoryIca(keeps).accepting(upload -> upload.algorithm().isEmpty());

    var verification = verify(ica);

    assertThat(verification.path("proven").asBoolean()).isFalse();
    assertThat(verification.path("checks"))
        .filteredOn(one -> one.path("status").asText().equals("FAIL"))
        .singleElement()
        .satisfies(one ->
            assertThat(one.path("detail").asText())
                .contains("x-amz-server-side-encryption: AES256")
                .contains("allowed with no encryption header"));
    assertThat(ica.isEmpty()).isTrue();
  }

  @Test
  void a_plan_tries_an_existing_connection_without_writing() {
    var ica = new InMemoryIca(Keeps.VERSIONS).refusing("put");
    var input =
        StepInput.connect("lab")
            .asking("mode", "plan")
            .withJournal(Map.of("credential", Json.parse("{\"userName\": \"ica-lab\"}")));

    var statuses = statuses(Invocation.of(handler(ica), input.json()));

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
            handler(ica),
            StepInput.connect("lab")
                .withFact("versioning", "ENABLED")
                .asking("mode", "plan")
                .json());

    assertThat(statuses(verification).keySet())
        .isEqualTo(statuses(verify(new InMemoryIca(Keeps.VERSIONS))).keySet());
    assertThat(verification.path("checks"))
        .allSatisfy(check -> {
          assertThat(check.path("status").asText()).isEqualTo("SKIPPED");
          assertThat(check.path("detail").asText()).isNotEmpty();
        });
    assertThat(verification.path("proven").asBoolean()).isFalse();
  }

  @Test
  void tries_what_extended_permissions_add_and_leaves_nothing() {
    var ica = new InMemoryIca(Keeps.VERSIONS);

    var verification = Invocation.of(handler(ica), extended().json());

    assertThat(statuses(verification))
        .containsEntry("get-bucket-versioning", "PASS")
        .containsEntry("list-object-versions", "PASS")
        .containsEntry("object-tagging", "PASS")
        .containsEntry("object-version-tagging", "PASS")
        .containsEntry("multipart-upload", "PASS");
    assertThat(ica.isEmpty()).isTrue();
  }

  @Test
  void says_by_which_statement_it_judges_what_it_does_not_try() {
    var policy =
        """
        {"Version": "2012-10-17", "Statement": [{"Sid": "NoRestore", "Effect": "Deny",
          "Principal": "*", "Action": "s3:RestoreObject", "Resource": "arn:aws:s3:::lab/*"}]}\
        """;

    var verification =
        Invocation.of(
            new VerifyHandler(
                Invocation.STACK,
                new InMemoryIca(Keeps.NOTHING),
                _ -> Optional.of(Json.parse(policy)),
                CLOCK,
                Reads::inTurn),
            StepInput.connect("lab").asking("crossAccountCopy", true).json());

    assertThat(check(verification, "restore-object").path("detail").asText())
        .contains("denied by Statement \"NoRestore\" (/Statement/0)");
    assertThat(check(verification, "put-bucket-notification").path("detail").asText())
        .contains("nothing in the bucket policy denies it");
    assertThat(check(verification, "copy-role").path("detail").asText())
        .contains("no statement of the bucket policy allows it");
  }

  @Test
  void writes_nothing_where_nothing_can_be_deleted_and_is_proven_all_the_same() {
    var ica = new InMemoryIca(Keeps.VERSIONS).refusing("put", "delete", "deleteVersion");

    var verification =
        Invocation.of(handler(ica), extended().withFact("undeletable", "MFA Delete is on").json());

    assertThat(verification.path("proven").asBoolean()).isTrue();
    assertThat(statuses(verification))
        .containsEntry("put-object", "JUDGED")
        .containsEntry("multipart-upload", "PASS")
        .containsEntry("delete-object", "SKIPPED")
        .containsEntry("delete-object-version", "SKIPPED");
    assertThat(check(verification, "delete-object").path("detail").asText())
        .isEqualTo("MFA Delete is on");
    assertThat(statuses(verification).keySet())
        .isEqualTo(
            statuses(Invocation.of(handler(new InMemoryIca(Keeps.VERSIONS)), extended().json()))
                .keySet());
    assertThat(ica.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "VERSIONS, deleteVersion",
    "NULL_VERSIONS, deleteVersion",
    "NOTHING, delete",
    "VERSIONS, abortMultipart"
  })
  void eight_tries_write_once_and_the_next_that_may_takes_it_all_away(Keeps keeps, String refused) {
    var ica = new InMemoryIca(keeps).refusing(refused);
    var verification = Invocation.of(handler(ica), extended().json());
    assertThat(verification.path("proven").asBoolean()).isFalse();
    int left = ica.size();
    assertThat(left).isPositive();

    for (int retry = 0; retry < 7; retry++) {
      verification = again(ica, verification);
      assertThat(ica.size()).isLessThanOrEqualTo(left + 2);
    }
    assertThat(verification.path("left")).isNotEmpty();
    verification = again(ica.allowing(refused), verification);

    assertThat(verification.path("proven").asBoolean()).isTrue();
    assertThat(ica.isEmpty()).isTrue();
  }

  private static JsonNode again(InMemoryIca ica, JsonNode before) {
    return Invocation.of(
        handler(ica), extended().withJournal(Map.of("probe", before.path("left"))).json());
  }

  private static StepInput extended() {
    return StepInput.connect("lab")
        .asking("permissions", "extended")
        .withFact("versioning", "ENABLED");
  }

  private static VerifyHandler handler(InMemoryIca ica) {
    return new VerifyHandler(Invocation.STACK, ica, _ -> Optional.empty(), CLOCK, Reads::inTurn);
  }

  private static JsonNode check(JsonNode verification, String name) {
    for (JsonNode check : verification.path("checks")) {
      if (check.path("name").asText().equals(name)) {
        return check;
      }
    }
    throw new AssertionError(name);
  }

  private static JsonNode verify(InMemoryIca ica) {
    return Invocation.of(
        handler(ica), StepInput.connect("lab").withFact("versioning", "ENABLED").json());
  }

  private static Map<String, String> statuses(JsonNode verification) {
    var statuses = new HashMap<String, String>();
    verification
        .path("checks")
        .forEach(check -> statuses.put(check.path("name").asText(), check.path("status").asText()));
    return statuses;
  }
}
