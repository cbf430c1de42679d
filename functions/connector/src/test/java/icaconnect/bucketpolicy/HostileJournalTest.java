package icaconnect.bucketpolicy;

import static icaconnect.bucketpolicy.Policies.TLS_ONLY;
import static icaconnect.bucketpolicy.Policies.VENDORS_DENY;
import static icaconnect.bucketpolicy.Policies.json;
import static icaconnect.bucketpolicy.Policies.policy;
import static icaconnect.bucketpolicy.StepInput.ROLE;
import static icaconnect.bucketpolicy.StepInput.SESSION;
import static icaconnect.bucketpolicy.StepInput.USER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.code.Code;
import icaconnect.report.Finding;
import icaconnect.step.Goal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The attack: whoever can write one item of the registry writes what is to be taken back. */
class HostileJournalTest {
  private static final String STRANGERS_ALLOW =
      "{'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::666666666666:root'},'Action':'s3:*',"
          + "'Resource':['arn:aws:s3:::lab-genomics','arn:aws:s3:::lab-genomics/*']}";
  private static final String ALICE = "arn:aws:iam::111122223333:user/alice";

  @Test
  void a_deny_of_theirs_does_not_become_an_allow_for_a_stranger() {
    staysAndIsSaid(policy(TLS_ONLY), exemption(STRANGERS_ALLOW, TLS_ONLY, "[]"));
  }

  @Test
  void a_deny_of_theirs_does_not_become_another_deny() {
    String weaker = TLS_ONLY.replace("s3:*", "s3:GetBucketAcl");

    staysAndIsSaid(policy(TLS_ONLY), exemption(weaker, TLS_ONLY, "[]"));
    staysAndIsSaid(
        policy(TLS_ONLY),
        exemption(
            weaker,
            TLS_ONLY,
            "[{'at':'/Condition/ArnNotLike/aws:PrincipalArn','values':['" + USER + "']}]"));
  }

  @Test
  void a_statement_is_not_taken_away_by_the_sid_that_a_record_says() {
    for (String sid : List.of("TlsOnly", "IcaConnectCrossAccountCopy-other-us-east-1")) {
      staysAndIsSaid(
          policy(TLS_ONLY), Policies.json("{'exemptions':[],'sid':'SID'}".replace("SID", sid)));
    }
  }

  @Test
  void a_deny_under_our_own_sid_is_nobodys_to_take_away() {
    var theirs =
        policy(TLS_ONLY.replace("TlsOnly", "IcaConnectCrossAccountCopy-ica-connect-us-east-1"));

    assertThat(Planning.disconnect(recorded(json("{}")).to(Goal.DISCONNECT).step(), theirs).after())
        .isEqualTo(theirs);
  }

  @Test
  void somebody_elses_exception_is_not_taken_out() {
    String without = VENDORS_DENY.replace("['" + ALICE + "']", "['arn:aws:iam::1:user/x']");
    String left =
        VENDORS_DENY.replace("['" + ALICE + "']", "['arn:aws:iam::1:user/x','" + ALICE + "']");
    for (String values :
        List.of("['" + ALICE + "']", "['" + ALICE + "','" + USER + "']", "['" + SESSION + "x']")) {
      staysAndIsSaid(
          policy(left),
          exemption(
              without,
              left,
              "[{'at':'/Condition/ArnNotLike/aws:PrincipalArn','values':" + values + "}]"));
    }
  }

  /** To be taken out of these is to be let in. */
  @Test
  void whom_a_deny_is_for_is_not_taken_out_of_it() {
    String principal = TLS_ONLY.replace("'*','Action'", "{'AWS':['" + USER + "','x']},'Action'");
    staysAndIsSaid(
        policy(principal),
        exemption(
            principal.replace("'" + USER + "',", ""),
            principal,
            "[{'at':'/Principal/AWS','values':['" + USER + "']}]"));

    String condition =
        VENDORS_DENY
            .replace("ArnNotLike", "ArnLike")
            .replace("'" + ALICE, "'" + USER + "','" + ALICE);
    staysAndIsSaid(
        policy(condition),
        exemption(
            condition.replace("'" + USER + "',", ""),
            condition,
            "[{'at':'/Condition/ArnLike/aws:PrincipalArn','values':['" + USER + "']}]"));
  }

  /** Without its only condition it would be for everybody. */
  @Test
  void what_an_allow_excepts_is_left_and_said() {
    String excepting =
        "{'Effect':'EFFECT','Principal':'*','Action':'s3:GetObject','Resource':'arn:aws:s3:::lab-genomics/*',"
            + "'Condition':{'ArnNotLike':{'aws:PrincipalArn':['"
            + ROLE
            + "']}}}";
    String deny = excepting.replace("EFFECT", "Deny");
    String former =
        deny.replace(",'Condition':{'ArnNotLike':{'aws:PrincipalArn':['" + ROLE + "']}}", "");
    var allowing = policy(excepting.replace("EFFECT", "Allow"));

    var plan =
        Planning.disconnect(
            recorded(
                    exemption(
                        former,
                        deny,
                        "[{'at':'/Condition/ArnNotLike/aws:PrincipalArn','values':['"
                            + ROLE
                            + "']}]"))
                .to(Goal.DISCONNECT)
                .step(),
            allowing);

    assertThat(plan.after()).isEqualTo(allowing);
    assertThat(plan.findings()).extracting(Finding::code).containsExactly(Code.EXEMPTION_LEFT);
  }

  /** As earlier versions wrote it, and the account beside nobody of ours. */
  @Test
  void the_account_is_not_taken_out_of_a_not_principal_that_names_nobody_of_ours() {
    String root = "arn:aws:iam::111122223333:root";
    String left =
        "{'Effect':'Deny','NotPrincipal':{'AWS':['"
            + ALICE
            + "','"
            + root
            + "']},'Action':'s3:*','Resource':'*'}";

    staysAndIsSaid(
        policy(left),
        exemption(
            left.replace(",'" + root + "'", ""),
            left,
            "[{'at':'/NotPrincipal/AWS','values':['" + root + "']}]"));
  }

  /**
   * One of ours is taken back all the same, and a report holds no more than one finding of them.
   */
  @Test
  void what_is_believed_is_taken_back_beside_what_is_not() {
    var connected = Planning.connect(StepInput.connect().step(), policy(VENDORS_DENY));
    var entry = ((BucketPolicyPlan.Put) connected).entry().toJson();
    var forged = exemption(STRANGERS_ALLOW, TLS_ONLY, "[]").at("/exemptions/0");
    ((ObjectNode) entry).withArray("/exemptions").add(forged).add(forged);
    var now = policy(TLS_ONLY, connected.after().orElseThrow().at("/Statement/0").toString());

    var plan = Planning.disconnect(recorded(entry).to(Goal.DISCONNECT).step(), now);

    assertThat(plan.after()).isEqualTo(policy(TLS_ONLY, VENDORS_DENY));
    assertThat(plan.findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.code()).isEqualTo(Code.RECORD_NOT_BELIEVED);
          assertThat(finding.message()).contains("2 statements", "TlsOnly");
        });
  }

  /** Whose it is, no record decides: the policy is told by what the deployer lets in. */
  @Test
  void what_a_record_calls_theirs_is_said_all_the_same() {
    for (String ours : List.of(USER, SESSION, ROLE)) {
      var spared =
          policy(VENDORS_DENY.replace("'" + ALICE + "'", "'" + ALICE + "','" + ours + "'"));
      ObjectNode entry = (ObjectNode) json("{'exemptions':[]}");
      entry
          .putArray("namingIca")
          .addObject()
          .put("index", 0)
          .set("former", spared.orElseThrow().at("/Statement/0"));

      var plan = Planning.disconnect(recorded(entry).to(Goal.DISCONNECT).step(), spared);

      assertThat(plan.findings())
          .as(ours)
          .extracting(Finding::code)
          .containsExactly(Code.EXEMPTION_LEFT);
    }
  }

  /** The attack: the Sid of the time before Sids named a stack, which is one of ours too. */
  @Test
  void our_own_statement_goes_under_the_sid_that_it_has() {
    var input = StepInput.connect().with("crossAccountCopy", true);
    var connected = Planning.connect(input.step(), policy(TLS_ONLY));

    var plan =
        Planning.disconnect(
            input
                .journal(
                    Map.of(BucketPolicyPlanner.STEP, json("{'sid':'IcaConnectCrossAccountCopy'}")))
                .to(Goal.DISCONNECT)
                .step(),
            connected.after());

    assertThat(plan.after()).isEqualTo(policy(TLS_ONLY));
  }

  private static void staysAndIsSaid(Optional<JsonNode> theirs, JsonNode entry) {
    var input = recorded(entry).with("denyStatements", "report");
    for (var plan :
        List.of(
            Planning.connect(input.step(), theirs),
            Planning.connect(recorded(entry).step(), theirs),
            Planning.disconnect(input.to(Goal.DISCONNECT).step(), theirs))) {
      assertThat(plan.findings())
          .filteredOn(finding -> finding.code() == Code.RECORD_NOT_BELIEVED)
          .as("%s", entry)
          .hasSize(1);
    }
    assertThat(Planning.connect(input.step(), theirs).after()).isEqualTo(theirs);
    assertThat(Planning.disconnect(input.to(Goal.DISCONNECT).step(), theirs).after())
        .isEqualTo(theirs);
  }

  private static JsonNode exemption(String former, String left, String added) {
    return json(
        "{'exemptions':[{'index':0,'former':"
            + former
            + ",'left':"
            + left
            + ",'added':"
            + added
            + "}]}");
  }

  private static StepInput recorded(JsonNode entry) {
    return StepInput.connect().journal(Map.of(BucketPolicyPlanner.STEP, entry));
  }
}
