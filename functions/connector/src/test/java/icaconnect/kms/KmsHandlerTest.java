package icaconnect.kms;

import static icaconnect.kms.Keys.CLOSED;
import static icaconnect.kms.Keys.DELEGATING;
import static icaconnect.kms.Keys.FORMER;
import static icaconnect.kms.Keys.KEY;
import static icaconnect.kms.Keys.OUR_USER;
import static icaconnect.kms.Keys.connect;
import static icaconnect.kms.Keys.disconnect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.failure.LeaseLost;
import icaconnect.failure.Refused;
import icaconnect.lambda.Json;
import icaconnect.rewriting.Neighbour.Moment;
import icaconnect.step.StepInput;
import org.junit.jupiter.api.Test;

class KmsHandlerTest {
  private final Keys lab = new Keys();

  @Test
  void asks_KMS_nothing_where_the_bucket_has_no_key_and_the_deployer_names_none() {
    lab.run(StepInput.connect("lab"));
    assertThat(lab.policies.actions()).isEmpty();

    lab.editing().run(disconnect());
    assertThat(lab.policies.actions()).isEmpty();
  }

  @Test
  void writes_nothing_where_the_key_leaves_its_account_to_IAM() {
    lab.policies.with(KEY, DELEGATING);

    var answer = lab.run(connect());

    assertThat(lab.policies.actions()).containsExactly("kms:GetKeyPolicy");
    assertThat(answer.path("findings")).isEmpty();
    assertThat(lab.journal.entries()).isEmpty();
  }

  @Test
  void lets_the_user_in_by_a_statement_of_its_own_and_takes_it_back() {
    lab.policies.with(KEY, CLOSED);

    var answer = lab.run(connect());

    JsonNode ours = lab.policies.policy(KEY).at("/Statement/1");
    assertThat(ours.at("/Principal/AWS")).containsExactly(Json.tree(Keys.USER));
    assertThat(ours.at("/Condition/StringEquals/kms:ViaService").asText())
        .isEqualTo("s3.us-east-1.amazonaws.com");
    assertThat(answer.path("findings")).isEmpty();
    assertThat(answer.at("/changes/0/what").asText()).startsWith("key policy statement ");

    lab.run(disconnect());
    assertThat(lab.policies.policy(KEY)).isEqualTo(CLOSED);
  }

  @Test
  void a_key_whose_bucket_another_stack_has_connected_is_refused_with_its_name() {
    lab.policies.with(KEY, CLOSED);
    lab.run(connect());
    var theirs = Json.parse(lab.policies.policy(KEY).toString().replace("-ica-connect-", "-prod-"));
    lab.policies.with(KEY, theirs);

    assertThatThrownBy(() -> lab.run(connect()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("OTHER_INSTALLATION")
        .hasMessageContaining("prod-us-east-1");
    lab.run(disconnect());
    assertThat(lab.policies.policy(KEY)).isEqualTo(theirs);
  }

  @Test
  void a_statement_from_before_installations_had_names_is_ours_where_our_record_says_so() {
    lab.policies.with(KEY, CLOSED);
    lab.run(connect());
    var earlier =
        Json.parse(lab.policies.policy(KEY).toString().replace("-ica-connect-us-east-1-", ""));

    lab.policies.with(KEY, earlier);
    lab.run(connect());
    assertThat(lab.policies.policy(KEY).path("Statement")).hasSize(2);

    lab.policies.with(KEY, earlier);
    lab.run(disconnect());
    assertThat(lab.policies.policy(KEY)).isEqualTo(CLOSED);
  }

  @Test
  void writes_once() {
    lab.policies.with(KEY, CLOSED);

    lab.run(connect());
    lab.run(connect());

    assertThat(lab.policies.writes()).containsExactly("kms:PutKeyPolicy");
  }

  @Test
  void names_the_statement_and_writes_nothing_where_it_is_only_to_report() {
    lab.policies.with(KEY, CLOSED);

    var answer = lab.run(connect().asking("keyAccess", "report"));

    assertThat(lab.policies.writes()).isEmpty();
    assertThat(answer.at("/findings/0/code").asText()).isEqualTo("KMS_KEY_POLICY");
    assertThat(answer.at("/findings/0/severity").asText()).isEqualTo("ERROR");
    assertThat(answer.at("/findings/0/remedy").asText()).contains("kms:ViaService");
  }

  @Test
  void reports_unless_it_is_asked_to_write() {
    lab.policies.with(KEY, CLOSED);

    lab.run(
        StepInput.connect("lab")
            .withFact("kmsKeyArn", KEY)
            .withFact("userArn", OUR_USER)
            .withFact("userBucket", "lab"));

    assertThat(lab.policies.writes()).isEmpty();
  }

  @Test
  void refuses_a_key_that_the_deployer_has_not_named() {
    lab.editing(FORMER).policies.with(KEY, CLOSED);

    assertThatThrownBy(() -> lab.run(connect()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("KMS_KEY_NOT_EDITABLE")
        .hasMessageContaining("EditableKeyArns");
    assertThat(lab.policies.writes()).isEmpty();
  }

  @Test
  void shows_the_document_in_a_plan_and_writes_nothing() {
    lab.policies.with(KEY, CLOSED);

    var answer = lab.run(connect().asking("mode", "plan"));

    assertThat(lab.policies.writes()).isEmpty();
    assertThat(lab.journal.entries()).isEmpty();
    assertThat(answer.at("/documents/0/before")).isEqualTo(CLOSED);
    assertThat(answer.at("/documents/0/after/Statement")).hasSize(2);
  }

  @Test
  void enters_in_the_journal_before_it_writes() {
    lab.policies.with(KEY, CLOSED);
    lab.journal.loseLease();

    assertThatThrownBy(() -> lab.run(connect())).isInstanceOf(LeaseLost.class);
    assertThat(lab.policies.writes()).isEmpty();
  }

  @Test
  void leaves_alone_what_somebody_writes_in_between() {
    lab.policies.with(KEY, CLOSED);
    lab.policies.neighbour().at(Moment.BEFORE_READ, 1, () -> lab.policies.with(KEY, DELEGATING));

    var answer = lab.run(connect());

    assertThat(answer.at("/findings/0/code").asText()).isEqualTo("EDITED_MEANWHILE");
    assertThat(lab.policies.policy(KEY)).isEqualTo(DELEGATING);
  }

  @Test
  void mends_its_own_statement_and_nobody_elses() {
    lab.policies.with(KEY, CLOSED);
    lab.run(connect());
    JsonNode good = lab.policies.policy(KEY);
    ObjectNode edited = good.deepCopy();
    ((ObjectNode) edited.at("/Statement/1")).put("Action", "kms:Decrypt");
    lab.policies.with(KEY, edited);

    var answer = lab.run(connect());

    assertThat(lab.policies.policy(KEY)).isEqualTo(good);
    assertThat(answer.at("/changes/0/from/Action").asText()).isEqualTo("kms:Decrypt");
  }

  @Test
  void remembers_its_statement_in_a_policy_that_it_may_see_no_more() {
    lab.policies.with(KEY, CLOSED);
    lab.run(connect());
    lab.policies.with(KEY, new KeyPolicyFound.Denied("not authorized"));

    var answer = lab.run(connect().asking("keyAccess", "report"));

    assertThat(answer.at("/findings/0/code").asText()).isEqualTo("KMS_POLICY_UNSEEN");
    assertThat(lab.journal.entries().get("kms").at("/keys/0/arn").asText()).isEqualTo(KEY);
  }

  @Test
  void refuses_to_write_a_policy_that_it_may_not_see() {
    lab.policies.with(KEY, new KeyPolicyFound.Denied("not authorized"));

    assertThatThrownBy(() -> lab.run(connect()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("KMS_DENIES_US");
  }

  @Test
  void lets_a_second_bucket_use_the_same_key_by_a_statement_of_its_own() {
    lab.policies.with(KEY, CLOSED);
    lab.run(connect());
    var other = new Keys();
    other.policies.with(KEY, lab.policies.policy(KEY));

    other.run(
        StepInput.connect("lab2")
            .asking("keyAccess", "statement")
            .withFact("kmsKeyArn", KEY)
            .withFact("userArn", Keys.USER + "2"));

    assertThat(other.policies.policy(KEY).path("Statement")).hasSize(3);
  }

  @Test
  void says_what_would_not_fit() {
    ObjectNode large = CLOSED.deepCopy();
    large.put("Id", "x".repeat(KmsPlanner.MAX_BYTES - 300));
    lab.policies.with(KEY, large);

    assertThatThrownBy(() -> lab.run(connect()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("KMS_POLICY_TOO_LARGE");
    assertThat(lab.policies.writes()).isEmpty();
  }

  @Test
  void edits_a_key_that_its_tag_gives_to_this_stack_and_gives_it_back() {
    lab.editing().tagging(KEY).policies.with(KEY, CLOSED);

    assertThat(lab.run(connect()).path("changed").asBoolean()).isTrue();
    assertThat(lab.sids()).hasSize(2);

    lab.tagging();
    lab.run(disconnect());
    assertThat(lab.policies.policy(KEY)).isEqualTo(CLOSED);
  }

  @Test
  void says_where_little_room_is_left() {
    ObjectNode large = CLOSED.deepCopy();
    large.put("Id", "x".repeat(KmsPlanner.MAX_BYTES - 3_000));
    lab.policies.with(KEY, large);

    assertThat(lab.run(connect()).at("/findings").findValuesAsText("code"))
        .contains("DOCUMENT_NEARLY_FULL");
  }

  @Test
  void says_who_was_deleted_that_the_policy_names() {
    ObjectNode policy = CLOSED.deepCopy();
    ((ObjectNode) policy.at("/Statement/0/Principal")).put("AWS", "AROAEXAMPLEID12345678");
    lab.policies.with(KEY, policy);

    assertThatThrownBy(() -> lab.run(connect()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("KMS_ORPHANED_PRINCIPAL");
  }
}
