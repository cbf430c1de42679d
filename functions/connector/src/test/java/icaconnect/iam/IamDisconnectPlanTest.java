package icaconnect.iam;

import static icaconnect.iam.IamFixtures.NAMES;
import static icaconnect.iam.IamFixtures.OURS;
import static icaconnect.iam.IamFixtures.WISHED;
import static icaconnect.iam.IamFixtures.arns;
import static icaconnect.iam.IamFixtures.attachedUser;
import static icaconnect.iam.IamFixtures.connected;
import static icaconnect.iam.IamFixtures.policy;
import static icaconnect.iam.IamFixtures.versions;
import static icaconnect.iam.IamFixtures.withOurs;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IamDisconnectPlanTest {
  @Test
  void disconnects_attachment_then_user_then_versions_then_policy() {
    assertThat(disconnect(connected(WISHED).withVersions(versions(3)), Optional.empty()).actions())
        .containsExactly(
            new IamAction.DetachUserPolicy("lab_ica", NAMES.policyArn()),
            new IamAction.DeleteUser(NAMES.userArn(), "lab_ica"),
            new IamAction.DeletePolicyVersion(NAMES.policyArn(), "v2"),
            new IamAction.DeletePolicyVersion(NAMES.policyArn(), "v3"),
            new IamAction.DeletePolicy(NAMES.policyArn(), WISHED));
  }

  @Test
  void leaves_what_was_adopted_and_the_attachment_unless_the_journal_says_it_is_ours() {
    var attached = new IamUser("lab_ica", NAMES.userArn(), Map.of(), List.of(NAMES.policyArn()));
    IamState theirs = IamState.of(Optional.of(attached), policy(Map.of(), WISHED));

    assertThat(disconnect(theirs, Optional.empty())).isInstanceOf(IamPlan.Keep.class);
    assertThat(
            disconnect(theirs, Optional.of(new IamEntry("lab_ica", "lab-policy", true, true)))
                .actions())
        .containsExactly(new IamAction.DetachUserPolicy("lab_ica", NAMES.policyArn()));
  }

  @Test
  void keeps_our_policy_where_others_came_to_use_it() {
    var shared = Optional.of(new ManagedPolicy(NAMES.policyArn(), OURS, WISHED, 2));
    IamPlan plan = disconnect(IamState.of(attachedUser(), shared), Optional.empty());

    assertThat(plan.actions())
        .containsExactly(
            new IamAction.DetachUserPolicy("lab_ica", NAMES.policyArn()),
            new IamAction.DeleteUser(NAMES.userArn(), "lab_ica"));
    assertThat(plan.findings())
        .extracting(finding -> finding.code().name())
        .containsExactly("POLICY_KEPT");
  }

  @Test
  void keeps_our_user_where_others_attached_a_policy_of_theirs() {
    var user = new IamUser("lab_ica", NAMES.userArn(), OURS, withOurs(arns(1)));
    IamPlan plan =
        disconnect(IamState.of(Optional.of(user), policy(OURS, WISHED)), Optional.empty());

    assertThat(plan.actions())
        .containsExactly(
            new IamAction.DetachUserPolicy("lab_ica", NAMES.policyArn()),
            new IamAction.DeletePolicy(NAMES.policyArn(), WISHED));
    assertThat(plan.findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.code()).isEqualTo(icaconnect.code.Code.USER_KEPT);
          assertThat(finding.message()).contains("arn:aws:iam::aws:policy/Their0");
        });
  }

  /** So that a second disconnect knows what the first one found. */
  @Test
  void enters_whose_user_and_policy_it_found_where_the_journal_does_not_say() {
    var theirPolicy = policy(Map.of(), WISHED);

    assertThat(disconnect(connected(WISHED), Optional.empty()))
        .extracting("entry")
        .isEqualTo(new IamEntry("lab_ica", "lab-policy", false, false));
    assertThat(disconnect(IamState.of(attachedUser(), theirPolicy), Optional.empty()))
        .extracting("entry")
        .isEqualTo(new IamEntry("lab_ica", "lab-policy", false, true));
    var attached = new IamUser("lab_ica", NAMES.userArn(), Map.of(), List.of(NAMES.policyArn()));
    assertThat(
            disconnect(IamState.of(Optional.of(attached), policy(OURS, WISHED)), Optional.empty()))
        .extracting("entry")
        .isEqualTo(new IamEntry("lab_ica", "lab-policy", true, false));
  }

  @Test
  void a_policy_in_use_nowhere_else_goes() {
    var once = Optional.of(new ManagedPolicy(NAMES.policyArn(), OURS, WISHED, 1));

    assertThat(disconnect(IamState.of(attachedUser(), once), Optional.empty()).findings())
        .isEmpty();
    assertThat(disconnect(IamState.of(Optional.empty(), once), Optional.empty()).findings())
        .extracting(finding -> finding.code().name())
        .containsExactly("POLICY_KEPT");
  }

  private static IamPlan disconnect(IamState now, Optional<IamEntry> before) {
    return IamPlanner.disconnect(IamFixtures.MARK, NAMES, now, before);
  }
}
