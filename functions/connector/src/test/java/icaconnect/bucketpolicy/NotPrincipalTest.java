package icaconnect.bucketpolicy;

import static icaconnect.bucketpolicy.Policies.json;
import static icaconnect.bucketpolicy.Policies.policy;
import static icaconnect.bucketpolicy.StepInput.SESSION;
import static icaconnect.bucketpolicy.StepInput.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.bucketpolicy.BucketPolicyPlan.Keep;
import icaconnect.bucketpolicy.BucketPolicyPlan.Put;
import icaconnect.failure.Refused;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NotPrincipalTest {
  private static final String ROOT = "arn:aws:iam::111122223333:root";
  private static final String WHITELIST =
      """
      {'Sid':'Whitelist','Effect':'Deny','NotPrincipal':{'AWS':'arn:aws:iam::111122223333:user/alice'},
       'Action':'s3:*','Resource':['arn:aws:s3:::lab-genomics','arn:aws:s3:::lab-genomics/*']}\
      """;

  private final Put connected =
      (Put) Planning.connect(StepInput.connect().step(), policy(WHITELIST));

  @Test
  void lists_account_user_and_session_for_a_user_that_is_not_ours() {
    assertThat(connected.document().at("/Statement/0/NotPrincipal/AWS"))
        .isEqualTo(
            json(
                "['arn:aws:iam::111122223333:user/alice','"
                    + ROOT
                    + "','"
                    + USER
                    + "','"
                    + SESSION
                    + "']"));
  }

  /** AWS heeds no NotPrincipal for those who have a permissions boundary, and ours all have. */
  @Test
  void leaves_it_to_a_condition_for_a_user_of_ours() {
    var ours = StepInput.connect().with("userName", "ica-lab").facts(StepInput.newUser());
    JsonNode after = Planning.connect(ours.step(), policy(WHITELIST)).after().orElseThrow();

    assertThat(after.at("/Statement/0/NotPrincipal"))
        .isEqualTo(json(WHITELIST).path("NotPrincipal"));
    assertThat(after.at("/Statement/0/Condition/ArnNotLike/aws:PrincipalArn"))
        .isEqualTo(
            json(
                "['arn:aws:iam::111122223333:user/ica-connect/ica-connect/us-east-1/ica-lab',"
                    + "'arn:aws:sts::111122223333:federated-user/ica-lab']"));
  }

  @Test
  void a_user_deleted_before_us_shows_as_its_id_and_is_taken_out() {
    JsonNode withId = json(connected.document().toString().replace(USER, "AIDAEXAMPLEID1234567"));

    assertThat(disconnect(withId)).isEqualTo(policy(WHITELIST));
  }

  @Test
  void the_account_stays_while_a_newcomer_needs_it() {
    JsonNode grown =
        json(
            connected
                .document()
                .toString()
                .replace(USER, USER + "\",\"arn:aws:iam::111122223333:user/newcomer"));

    assertThat(disconnect(grown).orElseThrow().at("/Statement/0/NotPrincipal/AWS"))
        .isEqualTo(
            json(
                "['arn:aws:iam::111122223333:user/alice','"
                    + ROOT
                    + "',"
                    + "'arn:aws:iam::111122223333:user/newcomer']"));
  }

  @Test
  void a_policy_with_a_deleted_principal_is_refused_only_where_it_must_be_written() {
    String gone =
        "{'Effect':'Allow','Principal':{'AWS':'AROAEXAMPLEID1234567'},'Action':'s3:GetObject','Resource':'*'}";

    assertThat(Planning.connect(StepInput.connect().step(), policy(gone)))
        .isInstanceOfSatisfying(
            Keep.class,
            keep ->
                assertThat(keep.findings())
                    .extracting(finding -> finding.code().name())
                    .containsExactly("POLICY_ORPHANED_PRINCIPAL"));
    assertThatThrownBy(() -> Planning.connect(StepInput.connect().step(), policy(gone, WHITELIST)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("POLICY_ORPHANED_PRINCIPAL")
        .hasMessageContaining("AROAEXAMPLEID1234567");
  }

  private Optional<JsonNode> disconnect(JsonNode current) {
    var leaving = StepInput.disconnect().journal(connected.entry()).step();
    return BucketPolicyPlanner.disconnect(leaving, Optional.of(current)).after();
  }
}
