package icaconnect.bucketpolicy;

import static icaconnect.bucketpolicy.Policies.TLS_ONLY;
import static icaconnect.bucketpolicy.Policies.VENDORS_DENY;
import static icaconnect.bucketpolicy.Policies.policy;
import static icaconnect.bucketpolicy.StepInput.USER;
import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.bucketpolicy.BucketPolicyPlan.Put;
import icaconnect.code.Code;
import icaconnect.report.Finding;
import org.junit.jupiter.api.Test;

/** Statements of theirs that name the connection, before us or after. */
class NamingIcaTest {
  private static final String THEIR_ALLOW =
      "{'Effect':'Allow','Principal':{'AWS':'"
          + USER
          + "'},'Action':'s3:GetObject','Resource':'arn:aws:s3:::lab-genomics/*'}";
  private static final String LATER = THEIR_ALLOW.replace("s3:GetObject", "s3:GetObjectVersion");

  private final Put connected =
      (Put)
          Planning.connect(StepInput.connect().step(), policy(TLS_ONLY, VENDORS_DENY, THEIR_ALLOW));

  @Test
  void what_named_the_connection_before_is_remembered_as_theirs() {
    assertThat(connected.entry().namingIca()).extracting(Exemption::index).containsExactly(2);
  }

  /** The attack: a record calls an exemption of ours theirs, and nobody hears that it was left. */
  @Test
  void and_is_said_when_it_stays_since_a_record_says_so() {
    var plan =
        disconnect(
            policy(TLS_ONLY, connected.document().at("/Statement/1").toString(), THEIR_ALLOW));

    assertThat(((Put) plan).after()).isEqualTo(policy(TLS_ONLY, VENDORS_DENY, THEIR_ALLOW));
    assertThat(plan.findings()).extracting(Finding::code).containsExactly(Code.EXEMPTION_LEFT);
  }

  @Test
  void one_that_somebody_has_added_since_is_reported() {
    var plan = disconnect(policy(TLS_ONLY, VENDORS_DENY, THEIR_ALLOW, LATER));

    assertThat(plan.findings())
        .hasSize(2)
        .last()
        .extracting(Finding::message)
        .asString()
        .contains(USER, "s3:GetObjectVersion");
  }

  private BucketPolicyPlan disconnect(
      java.util.Optional<com.fasterxml.jackson.databind.JsonNode> now) {
    return Planning.disconnect(StepInput.disconnect().journal(connected.entry()).step(), now);
  }
}
