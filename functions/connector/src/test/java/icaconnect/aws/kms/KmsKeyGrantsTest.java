package icaconnect.aws.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icaconnect.aws.client.Wire;
import icaconnect.aws.client.Wire.Reply;
import icaconnect.failure.TryAgain;
import icaconnect.kms.KeyGrant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KmsKeyGrantsTest {
  private static final String KEY = "arn:aws:kms:eu-west-2:111122223333:key/k";
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
            new KeyGrant("plain", USER, Set.of("Decrypt", "Encrypt"), Map.of()),
            new KeyGrant(
                "bound", USER, Set.of("Decrypt"), Map.of("aws:s3:arn", "arn:aws:s3:::lab")));
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
