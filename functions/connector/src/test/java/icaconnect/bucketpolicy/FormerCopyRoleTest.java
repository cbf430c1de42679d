package icaconnect.bucketpolicy;

import static icaconnect.bucketpolicy.Policies.TLS_ONLY;
import static icaconnect.bucketpolicy.Policies.VENDORS_DENY;
import static icaconnect.bucketpolicy.Policies.policy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.code.Code;
import icaconnect.connection.Limits;
import icaconnect.connection.NamePattern;
import icaconnect.report.Finding;
import icaconnect.step.Goal;
import icaconnect.step.Step;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A deployer closes CrossAccountRolePattern when a role is to go: then it must go. */
class FormerCopyRoleTest {
  private static final String FIRST = "arn:aws:iam::444455556666:role/first";
  private static final String SECOND = "arn:aws:iam::444455556666:role/second";
  private static final Optional<JsonNode> THEIRS = policy(TLS_ONLY, VENDORS_DENY);

  @Test
  void a_role_that_may_be_let_in_no_more_is_taken_back_by_a_disconnect() {
    var connected = connect(FIRST, THEIRS, Optional.empty());
    assertThat(connected.document().toString()).contains(FIRST);

    var plan =
        BucketPolicyPlanner.disconnect(
            disconnecting(connected.entry()), connected.after(), Planning.ADOPTING);

    assertThat(plan.after()).isEqualTo(THEIRS);
    assertThat(plan.findings()).isEmpty();
  }

  @Test
  void another_role_takes_its_place_and_a_disconnect_takes_back_all() {
    var first = connect(FIRST, THEIRS, Optional.empty());
    var second = connect(SECOND, first.after(), Optional.of(first.entry()));
    assertThat(second.document().toString()).contains(SECOND).doesNotContain(FIRST);

    var plan =
        BucketPolicyPlanner.disconnect(
            disconnecting(second.entry()), second.after(), Planning.ADOPTING);

    assertThat(plan.after()).isEqualTo(THEIRS);
    assertThat(plan.findings()).isEmpty();
  }

  /** Somebody has taken our statement away, so that only the pattern says whose the role is. */
  @Test
  void what_is_not_believed_now_is_not_forgotten() {
    var first = connect(FIRST, THEIRS, Optional.empty());
    var edited =
        Optional.of(
            Policies.json(
                first
                    .document()
                    .toString()
                    .replace("IcaConnectCrossAccountCopy-ica-connect-us-east-1", "Theirs")));
    var second = connect(SECOND, edited, Optional.of(first.entry()));
    assertThat(second.findings()).extracting(Finding::code).contains(Code.RECORD_NOT_BELIEVED);

    assertThat(second.entry().superseded()).containsAll(first.entry().exemptions());
  }

  private static BucketPolicyPlan.Put connect(
      String role, Optional<JsonNode> current, Optional<JournalEntry> recorded) {
    var input =
        StepInput.connect().with("crossAccountCopy", true).with("crossAccountRoleArn", role);
    var limits = new Limits(NamePattern.of(role), Planning.ADOPTING.adoptable(), Optional.empty());
    return (BucketPolicyPlan.Put)
        BucketPolicyPlanner.connect(
            recorded.map(input::journal).orElse(input).step(), current, Planning.NOW, limits);
  }

  private static Step disconnecting(JournalEntry entry) {
    return StepInput.disconnect().journal(entry).to(Goal.DISCONNECT).step();
  }
}
