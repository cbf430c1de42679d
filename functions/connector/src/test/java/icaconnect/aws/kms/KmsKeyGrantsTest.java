package icaconnect.aws.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icaconnect.aws.client.Wire;
import icaconnect.aws.client.Wire.Reply;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import icaconnect.kms.GrantsFound;
import icaconnect.kms.KeyGrant;
import icaconnect.kms.KeyGrants.Recalled;
import icaconnect.kms.OurGrant;
import icaconnect.lambda.Json;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KmsKeyGrantsTest {
  private static final String KEY = "arn:aws:kms:eu-west-2:111122223333:key/k";
  private static final OurGrant OURS =
      new OurGrant(
          "IcaConnectKeyUse-lab",
          "arn:aws:iam::111122223333:user/ica-connect/ica-lab",
          "arn:aws:s3:::lab");
  private static final String USER = "arn:aws:iam::111122223333:user/ica-connect/ica-lab";

  @Test
  void asks_for_those_of_one_principal_in_the_keys_region() {
    var wire =
        new Wire(_ ->
            Reply.ok(
                """
                {"Grants": [
                  {"GrantId": "plain", "GranteePrincipal": "%1$s", "Operations": ["Decrypt", "Encrypt"]},
                  {"GrantId": "bound", "GranteePrincipal": "%1$s", "Operations": ["Decrypt"],
                   "Constraints": {"EncryptionContextSubset": {"aws:s3:arn": "arn:aws:s3:::lab"}}},
                  {"GrantId": "for a resource", "GranteePrincipal": "%1$s", "Operations": ["Decrypt"],
                   "Constraints": {"SourceArn": "arn:aws:ec2:eu-west-2:111122223333:volume/v"}},
                  {"GrantId": "another's", "GranteePrincipal": "%1$s2", "Operations": ["Decrypt"]}],
                 "Truncated": false}
                """
                    .formatted(USER)));

    assertThat(new KmsKeyGrants(wire.clients()).of(KEY, USER))
        .containsExactly(
            new KeyGrant("plain", "", USER, Set.of("Decrypt", "Encrypt"), Map.of(), false),
            new KeyGrant(
                "bound",
                "",
                USER,
                Set.of("Decrypt"),
                Map.of("aws:s3:arn", "arn:aws:s3:::lab"),
                false));
    assertThat(wire.sent().getFirst().uri().getHost()).isEqualTo("kms.eu-west-2.amazonaws.com");
    assertThat(wire.sent().getFirst().body()).contains(USER);
  }

  @Test
  void there_are_none_where_they_may_not_be_seen_and_no_guess_where_kms_fails() {
    var denied = new Wire(_ -> Reply.json(400, "AccessDeniedException", "no"));
    assertThat(new KmsKeyGrants(denied.clients()).of(KEY, USER)).isEmpty();

    var failing = new Wire(_ -> Reply.json(500, "KMSInternalException", "oops"));
    assertThatThrownBy(() -> new KmsKeyGrants(failing.clients()).of(KEY, USER))
        .isInstanceOf(TryAgain.class);
  }

  @Test
  void shows_all_of_them_and_which_context_has_to_be_whole() {
    var wire =
        new Wire(_ ->
            Reply.ok(
                """
                {"Grants": [
                  {"GrantId": "ours", "Name": "IcaConnectKeyUse-lab", "GranteePrincipal": "%1$s", "Operations": ["Decrypt"],
                   "Constraints": {"EncryptionContextEquals": {"AWS:S3:ARN": "arn:aws:s3:::Lab"}}},
                  {"GrantId": "part", "Name": "", "GranteePrincipal": "%1$s", "Operations": ["Decrypt"],
                   "Constraints": {"EncryptionContextSubset": {"aws:s3:arn": "arn:aws:s3:::lab"}}},
                  {"GrantId": "service", "Operations": ["Decrypt"], "Constraints": {"SourceArn": "arn:aws:rds:eu-west-2:111122223333:db:d"}}],
                 "Truncated": false}
                """
                    .formatted(USER)));

    assertThat(new KmsKeyGrants(wire.clients()).on(KEY))
        .isEqualTo(
            new GrantsFound.Grants(
                List.of(
                    new KeyGrant(
                        "ours",
                        "IcaConnectKeyUse-lab",
                        USER,
                        Set.of("Decrypt"),
                        Map.of("aws:s3:arn", "arn:aws:s3:::Lab"),
                        true),
                    new KeyGrant(
                        "part",
                        "",
                        USER,
                        Set.of("Decrypt"),
                        Map.of("aws:s3:arn", "arn:aws:s3:::lab"),
                        false),
                    new KeyGrant("service", "", "", Set.of("Decrypt"), Map.of(), false))));
    var gone = new Wire(_ -> Reply.json(400, "NotFoundException", "no"));
    assertThat(new KmsKeyGrants(gone.clients()).on(KEY)).isEqualTo(new GrantsFound.Gone());
    var denied = new Wire(_ -> Reply.json(400, "AccessDeniedException", "no"));
    assertThat(new KmsKeyGrants(denied.clients()).on(KEY)).isEqualTo(new GrantsFound.Denied("no"));
  }

  @Test
  void of_a_beginning_it_asks_for_twenty_pages_and_says_that_there_are_more() {
    var wire =
        new Wire(_ ->
            Reply.ok(
                """
                {"Grants": [{"GrantId": "g", "GranteePrincipal": "%s", "Operations": ["Decrypt"]}],
                 "Truncated": true, "NextMarker": "next"}
                """
                    .formatted(USER)));

    assertThat(new KmsKeyGrants(wire.clients()).beginningOn(KEY))
        .isInstanceOfSatisfying(
            GrantsFound.Beginning.class, found -> assertThat(found.some()).hasSize(20));
    assertThat(wire.sent()).hasSize(20);
  }

  @Test
  void makes_one_by_one_call_with_its_name_its_operations_and_its_constraint() {
    var wire = new Wire(_ -> Reply.ok("{\"GrantId\": \"g\", \"GrantToken\": \"t\"}"));

    assertThat(new KmsKeyGrants(wire.clients()).make(KEY, OURS)).isEqualTo("g");

    assertThat(wire.sent()).hasSize(1);
    assertThat(Json.parse(wire.sent().getFirst().body()))
        .isEqualTo(
            Json.parse(
                """
                {"KeyId": "%s", "GranteePrincipal": "%s", "Name": "IcaConnectKeyUse-lab",
                 "Operations": ["Decrypt", "Encrypt", "GenerateDataKey"],
                 "Constraints": {"EncryptionContextEquals": {"aws:s3:arn": "arn:aws:s3:::lab"}}}
                """
                    .formatted(KEY, USER)));
  }

  @Test
  void waits_for_a_user_that_KMS_does_not_know_yet_and_asks_a_person_for_what_no_waiting_cures() {
    assertThatThrownBy(() -> making(400, "InvalidArnException")).isInstanceOf(TryAgain.class);
    assertThatThrownBy(() -> making(500, "KMSInternalException")).isInstanceOf(TryAgain.class);
    assertThatThrownBy(() -> making(400, "LimitExceededException"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("50,000");
    assertThatThrownBy(() -> making(400, "DisabledException"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("KMS_REFUSES");
    assertThatThrownBy(() -> making(400, "AccessDeniedException")).isInstanceOf(Refused.class);
  }

  @Test
  void ends_one_by_its_id_and_forgives_that_it_has_ended() {
    var wire = new Wire(_ -> Reply.ok("{}"));
    assertThat(new KmsKeyGrants(wire.clients()).revoke(KEY, "g")).isTrue();
    assertThat(Json.parse(wire.sent().getFirst().body()))
        .isEqualTo(Json.parse("{\"KeyId\": \"%s\", \"GrantId\": \"g\"}".formatted(KEY)));

    var gone = new Wire(_ -> Reply.json(400, "NotFoundException", "no"));
    assertThat(new KmsKeyGrants(gone.clients()).revoke(KEY, "g")).isFalse();
    var denied = new Wire(_ -> Reply.json(400, "AccessDeniedException", "no"));
    assertThatThrownBy(() -> new KmsKeyGrants(denied.clients()).revoke(KEY, "g"))
        .isInstanceOf(Refused.class);
  }

  @Test
  void sends_the_same_again_where_the_answer_is_lost_and_is_given_the_id_of_the_first() {
    var answers = new ArrayDeque<>(List.of(Reply.json(500, "KMSInternalException", "oops")));
    var wire =
        new Wire(
            _ -> answers.isEmpty() ? Reply.ok("{\"GrantId\": \"first\"}") : answers.removeFirst());

    assertThat(new KmsKeyGrants(wire.clients()).make(KEY, OURS)).isEqualTo("first");

    assertThat(wire.sent()).hasSize(2);
    assertThat(wire.sent().get(1).body()).isEqualTo(wire.sent().get(0).body());
  }

  @Test
  void asks_for_the_id_of_one_that_may_have_been_made_and_tells_none_from_unknown() {
    assertThat(recalling(Reply.ok("{\"GrantId\": \"g\"}"))).isEqualTo(new Recalled.Known("g"));
    assertThat(recalling(Reply.json(400, "InvalidArnException", "no such user")))
        .isEqualTo(new Recalled.None());
    assertThat(recalling(Reply.json(400, "NotFoundException", "no such key")))
        .isEqualTo(new Recalled.None());
    for (String code :
        List.of("AccessDeniedException", "DisabledException", "KMSInvalidStateException")) {
      assertThat(recalling(Reply.json(400, code, "why"))).isEqualTo(new Recalled.Unknown("why"));
    }
    assertThatThrownBy(() -> recalling(Reply.json(500, "KMSInternalException", "oops")))
        .isInstanceOf(TryAgain.class);
  }

  private static Recalled recalling(Reply reply) {
    return new KmsKeyGrants(new Wire(_ -> reply).clients()).recall(KEY, OURS);
  }

  private static void making(int status, String code) {
    new KmsKeyGrants(new Wire(_ -> Reply.json(status, code, "no")).clients()).make(KEY, OURS);
  }

  @Test
  void a_tag_names_this_stack_and_no_other() {
    var wire =
        new Wire(_ ->
            Reply.ok(
                "{\"Tags\": [{\"TagKey\": \"ica-connect:editable-by\", \"TagValue\": \"lab\"}, {\"TagKey\": \"team\", \"TagValue\": \"lab2\"}], \"Truncated\": false}"));

    assertThat(new KmsKeyTags(wire.clients(), "lab").name(KEY)).isTrue();
    assertThat(new KmsKeyTags(wire.clients(), "lab2").name(KEY)).isFalse();
    wire.sent().clear();
    assertThat(new KmsKeyTags(wire.clients(), "").name(KEY)).isFalse();
    assertThat(wire.sent()).as("tags decide nothing here").isEmpty();
    var denied = new Wire(_ -> Reply.json(400, "AccessDeniedException", "no"));
    assertThat(new KmsKeyTags(denied.clients(), "lab").name(KEY)).isFalse();
  }
}
