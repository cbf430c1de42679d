package icaconnect.kms;

import static icaconnect.kms.Keys.CLOSED;
import static icaconnect.kms.Keys.DELEGATING;
import static icaconnect.kms.Keys.FORMER;
import static icaconnect.kms.Keys.KEY;
import static icaconnect.kms.Keys.connect;
import static icaconnect.kms.Keys.disconnect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.failure.Refused;
import icaconnect.lambda.Json;
import java.util.List;
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
