package icaconnect.bucketpolicy;

import static icaconnect.bucketpolicy.Policies.TLS_ONLY;
import static icaconnect.bucketpolicy.Policies.VENDORS_DENY;
import static icaconnect.bucketpolicy.Policies.json;
import static icaconnect.bucketpolicy.Policies.policy;
import static icaconnect.bucketpolicy.StepInput.ROLE;
import static icaconnect.bucketpolicy.StepInput.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.failure.Refused;
import icaconnect.step.Step;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnersPolicyTest {
  private static final String UNDER_THE_VENDORS_SID =
      "{'Sid':'Allow cross account access','Effect':'Allow','Principal':{'AWS':'arn:aws:iam::111122223333:role/team'},"
          + "'Action':'s3:GetObject','Resource':'arn:aws:s3:::lab-genomics/*'}";

  private final Step copying = StepInput.connect().with("crossAccountCopy", true).step();

  @Test
  void the_owner_adds_a_statement_for_copies_under_a_sid_that_is_free() {
    assertThat(added(policy(TLS_ONLY)).path("Sid").asText())
        .isEqualTo("Allow cross account access");
    assertThat(added(policy(UNDER_THE_VENDORS_SID)).path("Sid").asText())
        .isEqualTo("Allow cross account access 2");
    assertThat(
            added(
                    policy(
                        UNDER_THE_VENDORS_SID,
                        UNDER_THE_VENDORS_SID.replace("access'", "access 2'")))
                .path("Sid")
                .asText())
        .isEqualTo("Allow cross account access 3");
    assertThat(added(policy(TLS_ONLY)).toString()).contains(ROLE);
  }

  @Test
  void the_owner_edits_the_statement_that_locks_ICA_out() {
    var lacking =
        OwnersPolicy.lacking(
            StepInput.connect().step(), policy(TLS_ONLY, VENDORS_DENY), Planning.NOW);

    assertThat(lacking.added()).isEmpty();
    assertThat(lacking.edited())
        .singleElement()
        .satisfies(edit -> {
          assertThat(edit.index()).isEqualTo(1);
          assertThat(edit.from()).isEqualTo(json(VENDORS_DENY));
          assertThat(edit.to().toString()).contains(USER);
        });
  }

  @Test
  void statements_that_name_ICA_are_named_by_sid_or_by_number() {
    String ours = VENDORS_DENY.replace("user/alice'", "user/alice','" + USER + "'");

    assertThat(OwnersPolicy.naming(copying, policy(TLS_ONLY, ours))).containsExactly("number 2");
    assertThat(
            OwnersPolicy.naming(
                copying, policy(TLS_ONLY, ours.replaceFirst("\\{", "{'Sid':'Deny all but some',"))))
        .containsExactly("Deny all but some");
    assertThat(OwnersPolicy.naming(copying, policy(TLS_ONLY, Policies.vendorsAllow(ROLE))))
        .containsExactly("Allow cross account access");
    assertThat(OwnersPolicy.naming(copying, policy(TLS_ONLY, VENDORS_DENY))).isEmpty();
  }

  @Test
  void what_is_no_policy_is_refused() {
    var odd = Optional.of(json("{'Statement':[7]}"));

    assertThatThrownBy(() -> OwnersPolicy.lacking(copying, odd, Planning.NOW))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("POLICY_UNREADABLE");
    assertThatThrownBy(() -> BucketPolicyPlanner.look(copying, odd, Planning.NOW))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("POLICY_UNREADABLE");
  }

  @Test
  void a_look_says_what_will_deny_ICA_one_day() {
    String embargo =
        "{'Effect':'Deny','Principal':'*','Action':'s3:PutObject','Resource':'arn:aws:s3:::lab-genomics/*',"
            + "'Condition':{'DateGreaterThan':{'aws:CurrentTime':'2099-01-01T00:00:00Z'}}}";

    assertThat(BucketPolicyPlanner.look(copying, policy(embargo), Planning.NOW).findings())
        .anySatisfy(finding -> assertThat(finding.message()).contains("2099-01-01"));
  }

  @Test
  void a_look_says_who_else_would_be_let_in() {
    assertThat(BucketPolicyPlanner.look(copying, policy(TLS_ONLY), Planning.NOW).findings())
        .anySatisfy(finding -> assertThat(finding.message()).contains("079623148045"));
  }

  private JsonNode added(Optional<JsonNode> current) {
    return OwnersPolicy.lacking(copying, current, Planning.NOW).added().getFirst();
  }
}
