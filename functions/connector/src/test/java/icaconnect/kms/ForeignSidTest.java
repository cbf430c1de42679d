package icaconnect.kms;

import static icaconnect.kms.Keys.CLOSED;
import static icaconnect.kms.Keys.KEY;
import static icaconnect.kms.Keys.connect;
import static icaconnect.kms.Keys.disconnect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.failure.Refused;
import icaconnect.step.Invocation;
import icaconnect.step.StepHandler;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The attack: somebody's statement under our Sid is replaced by an Allow, or taken out. */
class ForeignSidTest {
  private static final String SID =
      KeyStatement.sid(
          StepHandler.decode(connect().json(), Invocation.context(), Invocation.STACK));

  private static final JsonNode DENY = under(SID, ours -> ours.put("Effect", "Deny"));

  private final Keys lab = new Keys();

  @Test
  void a_deny_under_our_sid_is_not_replaced_by_an_allow() {
    for (boolean recorded : List.of(false, true)) {
      lab.policies.with(KEY, DENY);
      record(recorded);

      assertThatThrownBy(() -> lab.run(connect()))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("SID_TAKEN")
          .hasMessageContaining(SID);

      assertThat(lab.policies.policy(KEY)).isEqualTo(DENY);
      assertThat(lab.policies.writes()).isEmpty();
    }
  }

  @Test
  void a_deny_under_our_sid_is_not_taken_out_and_is_said() {
    for (boolean recorded : List.of(false, true)) {
      lab.policies.with(KEY, DENY);
      record(recorded);

      staysAndIsSaid(DENY);
    }
  }

  /** As one was called before Sids named an installation; without a record it is nobody's. */
  @Test
  void a_deny_under_the_sid_of_earlier_versions_is_not_taken_out_either() {
    String earlier = "IcaConnectKeyUse" + SID.substring(SID.lastIndexOf('-') + 1);
    var deny = under(earlier, ours -> ours.put("Effect", "Deny"));
    lab.policies.with(KEY, deny);
    record(true);

    staysAndIsSaid(deny);
  }

  @Test
  void an_allow_that_we_would_not_write_is_somebody_elses_where_no_record_knows_ours() {
    for (Consumer<ObjectNode> edit :
        List.<Consumer<ObjectNode>>of(
            ours -> ours.put("Action", "kms:*"),
            ours -> ours.remove("Condition"),
            ours -> ours.put("Principal", "*"),
            ours -> ours.putObject("Principal").put("Service", "s3.amazonaws.com"))) {
      var theirs = under(SID, edit);
      lab.policies.with(KEY, theirs);

      assertThatThrownBy(() -> lab.run(connect()))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("SID_TAKEN");
      staysAndIsSaid(theirs);
    }
  }

  @Test
  void a_request_that_asks_for_no_statement_leaves_a_foreign_one_and_judges_it() {
    lab.policies.with(KEY, DENY);

    var report = lab.run(connect().asking("keyAccess", "report"));

    assertThat(lab.policies.writes()).isEmpty();
    assertThat(report.path("findings").findValuesAsText("code")).contains("KMS_KEY_DENIED");
  }

  private void staysAndIsSaid(JsonNode theirs) {
    var report = lab.run(disconnect());

    assertThat(lab.policies.policy(KEY)).isEqualTo(theirs);
    assertThat(lab.policies.writes()).isEmpty();
    assertThat(report.path("findings").findValuesAsText("code")).containsExactly("SID_TAKEN");
  }

  private void record(boolean recorded) {
    lab.journal.entries().clear();
    if (recorded) {
      var key = new JournalEntry.Key(KEY, false, List.of(), Map.of());
      lab.journal.entries().put(KmsPlanner.STEP, new JournalEntry(List.of(key)).toJson());
    }
  }

  /** The policy as a connect leaves it, with our statement edited and called so. */
  private static JsonNode under(String sid, Consumer<ObjectNode> edit) {
    var made = new Keys();
    made.policies.with(KEY, CLOSED);
    made.run(connect());
    ObjectNode policy = made.policies.policy(KEY).deepCopy();
    var ours = (ObjectNode) ((ArrayNode) policy.path("Statement")).get(1);
    ours.put("Sid", sid);
    edit.accept(ours);
    return policy;
  }
}
