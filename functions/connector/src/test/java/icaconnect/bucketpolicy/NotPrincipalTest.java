package icaconnect.bucketpolicy;

import static icaconnect.bucketpolicy.Policies.json;
import static icaconnect.bucketpolicy.Policies.policy;
import static icaconnect.bucketpolicy.StepInput.SESSION;
import static icaconnect.bucketpolicy.StepInput.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.bucketpolicy.BucketPolicyPlan.Keep;
import icaconnect.bucketpolicy.Exemption.Added;
import icaconnect.failure.Refused;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NotPrincipalTest {
  private static final String ROOT = "arn:aws:iam::111122223333:root";
  private static final String WHITELIST =
      """
      {'Sid':'Whitelist','Effect':'Deny','NotPrincipal':{'AWS':'arn:aws:iam::111122223333:user/alice'},
       'Action':'s3:*','Resource':['arn:aws:s3:::lab-genomics','arn:aws:s3:::lab-genomics/*']}\
      """;

  /** What earlier versions wrote for a user that was not ours. */
  private static final List<String> LISTED = List.of(ROOT, USER, SESSION);

  private final JsonNode former = json(WHITELIST);
  private final JsonNode left = ExemptionEdit.add(former, "/NotPrincipal/AWS", LISTED);
  private final JournalEntry earlier =
      JournalEntry.NONE.exempting(
          List.of(new Exemption(0, former, left, List.of(new Added("/NotPrincipal/AWS", LISTED)))));
  private final JsonNode connected = policy(left.toString()).orElseThrow();

  /** AWS heeds no NotPrincipal for who has a permissions boundary, and any user may get one. */
  @Test
  void leaves_it_to_a_condition() {
    var ours = StepInput.connect().with("userName", "ica-lab").facts(StepInput.newUser());

    assertThat(exceptions(ours))
        .isEqualTo(
            json(
                "['arn:aws:iam::111122223333:user/ica-connect/ica-connect/us-east-1/ica-lab',"
                    + "'arn:aws:sts::111122223333:federated-user/ica-lab']"));
    assertThat(exceptions(StepInput.connect()))
        .isEqualTo(json("['" + USER + "','" + SESSION + "']"));
  }

  private static JsonNode exceptions(StepInput wish) {
    JsonNode after = Planning.connect(wish.step(), policy(WHITELIST)).after().orElseThrow();
    assertThat(after.at("/Statement/0/NotPrincipal"))
        .isEqualTo(json(WHITELIST).path("NotPrincipal"));
    return after.at("/Statement/0/Condition/ArnNotLike/aws:PrincipalArn");
  }

  @Test
  void what_an_earlier_version_listed_is_taken_out() {
    assertThat(disconnect(connected)).isEqualTo(policy(WHITELIST));
  }

  @Test
  void a_user_deleted_before_us_shows_as_its_id_and_is_taken_out() {
    JsonNode withId = json(connected.toString().replace(USER, "AIDAEXAMPLEID1234567"));

    assertThat(disconnect(withId)).isEqualTo(policy(WHITELIST));
  }

  @Test
  void the_account_stays_while_a_newcomer_needs_it() {
    JsonNode grown =
        json(
            connected
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
    var leaving = StepInput.disconnect().journal(earlier).step();
    return Planning.disconnect(leaving, Optional.of(current)).after();
  }
}
