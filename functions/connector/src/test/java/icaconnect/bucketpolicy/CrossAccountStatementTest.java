package icaconnect.bucketpolicy;

import static icaconnect.bucketpolicy.Policies.TLS_ONLY;
import static icaconnect.bucketpolicy.Policies.json;
import static icaconnect.bucketpolicy.Policies.policy;
import static icaconnect.bucketpolicy.Policies.vendorsAllow;
import static icaconnect.bucketpolicy.StepInput.ROLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.bucketpolicy.BucketPolicyPlan.Delete;
import icaconnect.bucketpolicy.BucketPolicyPlan.Keep;
import icaconnect.bucketpolicy.BucketPolicyPlan.Put;
import icaconnect.failure.Refused;
import icaconnect.step.BucketFacts;
import icaconnect.step.Goal;
import icaconnect.step.Versioning;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CrossAccountStatementTest {
  private final StepInput copying = StepInput.connect().with("crossAccountCopy", true);

  @Test
  void documented_permissions_are_the_vendors_statement_under_our_sid() {
    var plan = Planning.connect(copying.step(), Optional.empty());

    assertThat(plan.after().orElseThrow())
        .isEqualTo(
            policy(
                    vendorsAllow(ROLE)
                        .replace(
                            "Allow cross account access",
                            "IcaConnectCrossAccountCopy-ica-connect-us-east-1"))
                .orElseThrow());
  }

  @Test
  void extended_permissions_let_moves_delete_and_carry_versions_and_tags() {
    var plan = Planning.connect(copying.with("permissions", "extended").step(), Optional.empty());

    assertThat(plan.after().orElseThrow().at("/Statement/0/Action").toString())
        .contains("s3:PutObject", "s3:DeleteObject", "s3:GetObjectVersion", "s3:PutObjectTagging");
  }

  @Test
  void a_bucket_with_another_stacks_statement_is_refused_with_its_name() {
    var others =
        policy(
            vendorsAllow(ROLE)
                .replace(
                    "Allow cross account access", "IcaConnectCrossAccountCopy-prod-eu-west-2"));

    assertThatThrownBy(() -> Planning.connect(StepInput.connect().step(), others))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("OTHER_INSTALLATION")
        .hasMessageContaining("prod-eu-west-2");
    assertThat(Planning.disconnect(StepInput.disconnect().step(), others))
        .isInstanceOf(BucketPolicyPlan.Keep.class);
  }

  @Test
  void a_statement_from_before_installations_had_names_is_ours_where_our_record_says_so() {
    var earlier =
        policy(
            vendorsAllow(ROLE).replace("Allow cross account access", "IcaConnectCrossAccountCopy"));

    assertThatThrownBy(() -> Planning.connect(copying.step(), earlier))
        .hasMessageContaining("did not name itself");
    var recorded = copying.journal(JournalEntry.NONE);
    assertThat(Planning.connect(recorded.step(), earlier))
        .isInstanceOf(BucketPolicyPlan.Keep.class);
    assertThat(Planning.disconnect(recorded.to(Goal.DISCONNECT).step(), earlier).after()).isEmpty();
  }

  @Test
  void a_prefix_narrows_objects_and_leaves_the_bucket() {
    var plan = Planning.connect(copying.with("prefix", "runs/ica/").step(), Optional.empty());

    assertThat(plan.after().orElseThrow().at("/Statement/0/Resource"))
        .isEqualTo(json("['arn:aws:s3:::lab-genomics','arn:aws:s3:::lab-genomics/runs/ica/*']"));
  }

  @Test
  void it_comes_last_after_theirs_and_a_second_connect_keeps_it() {
    var plan = Planning.connect(copying.step(), policy(TLS_ONLY));

    assertThat(plan.after().orElseThrow().at("/Statement/0")).isEqualTo(json(TLS_ONLY));
    assertThat(plan.changes())
        .extracting("what")
        .containsExactly(
            "bucket policy statement IcaConnectCrossAccountCopy-ica-connect-us-east-1");
    assertThat(Planning.connect(copying.step(), plan.after())).isInstanceOf(Keep.class);
  }

  @Test
  void it_changes_in_place_when_the_request_changes() {
    var first = Planning.connect(copying.step(), policy(TLS_ONLY)).after().orElseThrow();
    var appended = policy(first.at("/Statement/1").toString(), TLS_ONLY);
    var plan = Planning.connect(copying.with("prefix", "x/").step(), appended);

    assertThat(plan.changes())
        .extracting("what")
        .containsExactly(
            "bucket policy statement IcaConnectCrossAccountCopy-ica-connect-us-east-1: /Resource");
  }

  @Test
  void it_goes_when_it_is_no_longer_asked_for() {
    var with = Planning.connect(copying.step(), policy(TLS_ONLY)).after();
    var plan = Planning.connect(StepInput.connect().step(), with);

    assertThat(plan.after()).isEqualTo(policy(TLS_ONLY));
  }

  @Test
  void a_policy_with_a_lone_statement_gets_its_form_back() {
    Optional<JsonNode> lone =
        Optional.of(json("{'Version':'2012-10-17','Statement':" + TLS_ONLY + "}"));
    var put = (Put) Planning.connect(copying.step(), lone);
    var back =
        Planning.disconnect(copying.to(Goal.DISCONNECT).journal(put.entry()).step(), put.after());

    assertThat(put.document().path("Statement").isArray()).isTrue();
    assertThat(back.after()).isEqualTo(lone);
  }

  @Test
  void a_policy_of_ours_alone_is_deleted() {
    var with = Planning.connect(copying.step(), Optional.empty()).after();

    assertThat(Planning.disconnect(copying.to(Goal.DISCONNECT).step(), with))
        .isInstanceOf(Delete.class);
  }

  @Test
  void the_vendors_statement_pasted_by_hand_is_adopted_and_never_taken_away() {
    var pasted = policy(vendorsAllow(ROLE));

    assertThat(Planning.connect(copying.step(), pasted)).isInstanceOf(Keep.class);
    assertThat(Planning.connect(copying.with("prefix", "runs/").step(), pasted))
        .isInstanceOf(Keep.class);
    assertThat(Planning.disconnect(copying.to(Goal.DISCONNECT).step(), pasted))
        .isInstanceOf(Keep.class);
  }

  @Test
  void a_pasted_statement_for_another_role_is_theirs_and_ours_stands_beside_it() {
    var pasted = policy(vendorsAllow(ROLE.replace("use1", "euc1")));
    var plan = Planning.connect(copying.step(), pasted);

    assertThat(plan.after().orElseThrow().path("Statement")).hasSize(2);
  }

  @Test
  void a_region_without_a_published_role_needs_one_in_the_request() {
    var indonesia = BucketFacts.of("ap-southeast-3", Versioning.NEVER);

    assertThatThrownBy(() -> Planning.connect(copying.facts(indonesia).step(), Optional.empty()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("crossAccountRoleArn");
    var given =
        copying
            .facts(indonesia)
            .with("crossAccountRoleArn", "arn:aws:iam::079623148045:role/ica_aps4");
    assertThat(Planning.connect(given.step(), Optional.empty()).after().orElseThrow().toString())
        .contains("role/ica_aps4");
  }

  @Test
  void leaves_a_statement_of_somebody_else_under_our_sid_alone() {
    var foreign =
        policy(
            """
            {'Sid':'IcaConnectCrossAccountCopy-ica-connect-us-east-1','Effect':'Deny','Principal':'*','Action':'s3:PutObjectAcl','Resource':'*'}\
            """);

    assertThatThrownBy(() -> Planning.connect(copying.step(), foreign))
        .hasMessageStartingWith("SID_TAKEN")
        .hasMessageContaining("another Sid");
    assertThat(Planning.connect(StepInput.connect().step(), foreign)).isInstanceOf(Keep.class);
    assertThat(Planning.disconnect(StepInput.disconnect().step(), foreign))
        .isInstanceOf(Keep.class);
  }
}
