package icaconnect.aws.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.aws.client.Wire;
import icaconnect.aws.client.Wire.Reply;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import icaconnect.kms.KeyPolicyFound;
import icaconnect.lambda.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class KmsKeyPoliciesTest {
  private static final String KEY = "arn:aws:kms:eu-west-2:111122223333:key/k";
  private static final String POLICY = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";

  @Test
  void writes_by_one_call_and_leaves_the_lockout_safety_check_on() {
    var wire = new Wire(_ -> Reply.ok("{}"));

    new KmsKeyPolicies(wire.clients()).write(KEY, Json.parse(POLICY));

    assertThat(wire.sent()).hasSize(1);
    var sent = Json.parse(wire.sent().getFirst().body());
    assertThat(sent.properties())
        .extracting(field -> field.getKey())
        .containsExactlyInAnyOrder("KeyId", "PolicyName", "Policy");
    assertThat(sent.path("Policy").asText()).isEqualTo(POLICY);
  }

  /** What it does not know, it finds malformed: a user takes seconds to become known. */
  @Test
  void waits_for_a_principal_that_may_be_new_and_sends_no_write_twice() {
    for (Reply reply :
        List.of(
            Reply.json(
                400,
                "MalformedPolicyDocumentException",
                "Policy contains a statement with one or more invalid principals."),
            Reply.json(500, "KMSInternalException", "oops"),
            Reply.none())) {
      var wire = new Wire(_ -> reply);
      assertThatThrownBy(() -> new KmsKeyPolicies(wire.clients()).write(KEY, Json.parse(POLICY)))
          .as("%s", reply)
          .isInstanceOf(TryAgain.class);
      assertThat(wire.sent()).hasSize(1);
    }
    var malformed =
        new Wire(_ -> Reply.json(400, "MalformedPolicyDocumentException", "Syntax errors"));
    assertThatThrownBy(() -> new KmsKeyPolicies(malformed.clients()).write(KEY, Json.parse(POLICY)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("KMS_REFUSES");
  }

  @Test
  void tells_a_policy_from_none_from_one_that_may_not_be_seen_and_from_no_answer() {
    assertThat(read(Reply.ok("{\"Policy\": %s}".formatted(Json.write(text(POLICY))))))
        .isEqualTo(new KeyPolicyFound.Policy(Json.parse(POLICY)));
    assertThat(read(Reply.json(400, "NotFoundException", "no")))
        .isEqualTo(new KeyPolicyFound.Gone());
    assertThat(read(Reply.json(400, "AccessDeniedException", "not authorized")))
        .isEqualTo(new KeyPolicyFound.Denied("not authorized"));
    assertThatThrownBy(() -> read(Reply.page(403))).isInstanceOf(Refused.class);
    assertThatThrownBy(() ->
            read(Reply.ok("{\"Policy\": %s}".formatted(Json.write(text("{\"a\":1,\"a\":2}"))))))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("KMS_POLICY_UNREADABLE");
  }

  private static KeyPolicyFound read(Reply reply) {
    return new KmsKeyPolicies(new Wire(_ -> reply).clients()).read(KEY);
  }

  private static JsonNode text(String text) {
    return Json.MAPPER.getNodeFactory().textNode(text);
  }
}
