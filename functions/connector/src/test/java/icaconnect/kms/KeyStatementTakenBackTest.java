package icaconnect.kms;

import static icaconnect.kms.Keys.CLOSED;
import static icaconnect.kms.Keys.DELEGATING;
import static icaconnect.kms.Keys.FORMER;
import static icaconnect.kms.Keys.KEY;
import static icaconnect.kms.Keys.connect;
import static icaconnect.kms.Keys.disconnect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.code.Code;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import icaconnect.lambda.Json;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A statement of ours in a key's policy goes when it is to, whatever is known of it by then. */
class KeyStatementTakenBackTest {
  private final Keys lab = new Keys();

  @Test
  void takes_back_its_own_among_what_others_have_written_since() {
    lab.policies.with(KEY, CLOSED);
    lab.run(connect());
    ObjectNode edited = lab.policies.policy(KEY).deepCopy();
    ((ArrayNode) edited.path("Statement")).insert(0, DELEGATING.at("/Statement/0"));
    lab.policies.with(KEY, edited);

    lab.run(disconnect());

    assertThat(lab.sids()).containsExactly("Enable IAM User Permissions", "Team");
  }

  @Test
  void lets_go_of_a_key_that_the_bucket_has_no_more() {
    lab.policies.with(FORMER, CLOSED).with(KEY, DELEGATING);
    lab.run(connect().withFact("kmsKeyArn", FORMER));

    lab.run(connect());

    assertThat(lab.policies.policy(FORMER)).isEqualTo(CLOSED);
    lab.run(connect());
    assertThat(lab.journal.entries().get("kms").path("keys")).isEmpty();
  }

  @Test
  void disconnects_where_the_key_is_gone() {
    lab.policies.with(KEY, CLOSED);
    lab.run(connect());
    lab.policies.with(KEY, new KeyPolicyFound.Gone());

    assertThat(lab.run(disconnect()).path("changed").asBoolean()).isFalse();
  }

  @Test
  void takes_its_statement_back_where_the_record_is_lost() {
    lab.policies.with(KEY, CLOSED).with(FORMER, DELEGATING);
    lab.run(connect());
    lab.journal.entries().clear();

    lab.run(disconnect());

    assertThat(lab.policies.policy(KEY)).isEqualTo(CLOSED);
    assertThat(lab.policies.policy(FORMER)).isEqualTo(DELEGATING);
  }

  /** The attack: who writes the entry has it say nothing of the key, and the statement stays. */
  @Test
  void takes_its_statement_back_from_keys_of_the_deployers_whatever_the_record_says() {
    lab.policies.with(KEY, CLOSED).with(FORMER, CLOSED);
    for (String entry :
        List.of("{\"keys\":[]}", "{}", "{\"keys\":[{\"arn\":\"" + FORMER + "\"}]}")) {
      lab.run(connect());
      assertThat(lab.policies.policy(KEY)).isNotEqualTo(CLOSED);
      lab.journal.entries().put("iam", Json.parse("{\"userFound\":false}"));
      lab.journal.entries().put("kms", Json.parse(entry));

      lab.run(disconnect());

      assertThat(lab.policies.policy(KEY)).as(entry).isEqualTo(CLOSED);
    }
  }

  @Test
  void says_where_its_statement_may_be_left_since_no_record_tells() {
    lab.policies.with(KEY, new KeyPolicyFound.Denied("not authorized")).with(FORMER, DELEGATING);

    var answer = lab.run(disconnect());

    assertThat(answer.at("/findings/0/code").asText()).isEqualTo("EXEMPTION_LEFT");
    assertThat(answer.at("/findings/0/remedy").asText()).contains("IcaConnectKeyUse");
  }

  /** The attack: who administers one key of the deployer's stops the disconnects of all buckets. */
  @Test
  void a_key_that_only_the_deployer_names_stops_no_disconnect_of_a_bucket_of_another() {
    lab.policies.with(FORMER, DELEGATING).with(KEY, CLOSED);
    lab.run(connect());
    JsonNode ours = lab.policies.policy(KEY);
    ObjectNode orphaned = ours.deepCopy();
    ((ArrayNode) orphaned.path("Statement")).insert(0, DELEGATING.at("/Statement/0").deepCopy());
    ((ObjectNode) orphaned.at("/Statement/0/Principal")).put("AWS", "AIDAEXAMPLEID12345678");
    String sid = ours.at("/Statement/1/Sid").asText();
    var denied = new Refused(Code.KMS_DENIES_US, "no PutKeyPolicy.", "Ask.");
    var unreadable = new Refused(Code.KMS_POLICY_UNREADABLE, "twice.", "Mend.");
    Map<String, Consumer<InMemoryKeyPolicies>> attacks =
        Map.of(
            "twice", all -> all.fail("kms:GetKeyPolicy", FORMER, unreadable),
            "AIDAEXAMPLEID12345678", all -> all.with(FORMER, orphaned),
            "no PutKeyPolicy",
                all -> all.with(FORMER, ours).fail("kms:PutKeyPolicy", FORMER, denied),
            "no answer",
                all ->
                    all.with(FORMER, ours)
                        .fail("kms:PutKeyPolicy", FORMER, new TryAgain("no answer.")));
    attacks.forEach((why, attack) -> {
      for (String mode : List.of("plan", "apply")) {
        var keys = new Keys();
        keys.policies.with(FORMER, DELEGATING).with(KEY, CLOSED);
        keys.run(connect());
        attack.accept(keys.policies);

        var answer = keys.run(disconnect().asking("mode", mode));

        if (mode.equals("apply")) {
          assertThat(keys.policies.policy(KEY)).as(why).isEqualTo(CLOSED);
          assertThat(answer.at("/findings/0/code").asText()).isEqualTo("EXEMPTION_LEFT");
          assertThat(answer.at("/findings/0/message").asText()).contains(FORMER, sid, why);
          assertThat(answer.path("findings")).as(why).hasSize(1);
        }
      }
    });
  }

  @Test
  void takes_denied_for_denied_and_not_for_gone() {
    lab.policies.with(KEY, CLOSED);
    lab.run(connect());
    lab.policies.with(KEY, new KeyPolicyFound.Denied("not authorized"));

    assertThatThrownBy(() -> lab.run(disconnect()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("KMS_DENIES_US");
  }
}
