package icaconnect.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Ours;
import icaconnect.failure.TryAgain;
import icaconnect.lambda.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A disconnect leaves no user and no policy of ours, and all of theirs. */
class IamTakenBackTest extends IamScene {
  @Test
  void disconnects_to_what_was_there_and_a_second_time_to_nothing_new() {
    connect("{}");
    disconnect("{}");
    assertThat(iam.contents()).isEmpty();

    int writes = iam.writes().size();
    assertThat(disconnect("{}").path("changed").asBoolean()).isFalse();
    assertThat(iam.writes()).hasSize(writes);
  }

  @Test
  void disconnects_with_four_reads_where_nothing_else_hangs_on_user_and_policy() {
    connect("{}");
    int before = iam.actions().size();
    JsonNode report = disconnect("{}");

    assertThat(iam.actions().subList(before, iam.actions().size()))
        .containsExactly(
            "iam:GetUser",
            "iam:ListAttachedUserPolicies",
            "iam:GetPolicy",
            "iam:GetPolicyVersion",
            "iam:DetachUserPolicy",
            "iam:DeleteUser",
            "iam:DeletePolicy");
    assertThat(report.path("changes").findValuesAsText("what"))
        .containsExactly(
            "IAM user ica-my-lab-data: attached policy",
            "IAM user ica-my-lab-data",
            "IAM policy ica-bucket-my-lab-data");
  }

  @Test
  void disconnects_a_policy_with_several_versions_and_says_so() {
    connect("{}");
    iam.addVersion(POLICY_ARN, Json.parse("{\"Statement\": []}"));
    JsonNode report = disconnect("{}");

    assertThat(iam.contents()).isEmpty();
    assertThat(report.path("changes").findValuesAsText("what"))
        .containsExactly(
            "IAM user ica-my-lab-data: attached policy",
            "IAM user ica-my-lab-data",
            "IAM policy ica-bucket-my-lab-data: version",
            "IAM policy ica-bucket-my-lab-data");
  }

  @Test
  void tries_again_later_when_IAM_still_knows_what_is_gone() {
    connect("{}");
    iam.refuseToDeleteUsers();

    assertThatThrownBy(() -> disconnect("{}")).isInstanceOf(TryAgain.class);
  }

  @Test
  void disconnects_under_the_names_in_the_journal_also_when_the_bucket_is_gone() {
    connect("{'userName':'lab_ica'}");
    var input = input("disconnect", "{}");
    input.withObjectProperty("facts").removeAll();
    input.withObjectProperty("facts").put("exists", false).put("region", "us-east-1");
    invoke(input);

    assertThat(iam.contents()).isEmpty();
  }

  /** The attack: whoever can write the record names another connection's user and policy in it. */
  @Test
  void another_connections_policy_is_not_detached_by_what_a_record_says() {
    var anothers = Map.of(Ours.BUCKET_TAG, "other", Ours.INSTALLATION_TAG, "ica-connect/us-east-1");
    String policy = POLICY_ARN.replace("my-lab-data", "other");
    iam.putPolicy(policy, anothers, Json.MAPPER.createObjectNode());
    iam.putUser(
        new IamUser(
            "ica-other",
            USER_ARN.replace("my-lab-data", "other"),
            anothers,
            List.of(policy),
            true));
    journal.enter(
        "my-lab-data",
        null,
        "iam",
        Json.tree(new IamEntry("ica-other", "ica-bucket-other", false, false)));

    JsonNode report = disconnect("{}");

    assertThat(iam.writes()).isEmpty();
    assertThat(report.at("/findings/0/code").asText()).isEqualTo("RECORD_NOT_BELIEVED");
    assertThat(report.at("/findings/0/message").asText()).contains("ica-bucket-other");
  }

  @Test
  void an_entry_that_names_nobody_is_none() {
    connect("{}");
    journal.enter("my-lab-data", null, "iam", Json.parse("[{\"userName\": 1}]"));

    disconnect("{}");

    assertThat(iam.contents()).isEmpty();
  }

  @Test
  void keeps_a_user_that_carries_what_is_not_ours_and_says_so() {
    connect("{}");
    iam.give("ica-my-lab-data", List.of(new AttachedItem(AttachedItem.Kind.GROUP, "scientists")));
    JsonNode report = disconnect("{}");

    assertThat(report.at("/findings/0/code").asText()).isEqualTo("USER_KEPT");
    assertThat(report.at("/findings/0/message").asText()).contains("GROUP scientists");
    assertThat(iam.contents()).containsOnlyKeys("ica-my-lab-data");
    assertThat(iam.user("ica-my-lab-data").orElseThrow().attachedPolicyArns()).isEmpty();
    assertThat(disconnect("{}").path("changed").asBoolean()).isFalse();
  }

  @Test
  void does_not_hold_our_own_access_key_against_the_user_in_a_plan() {
    connect("{}");
    iam.give(
        "ica-my-lab-data", List.of(new AttachedItem(AttachedItem.Kind.ACCESS_KEY, "AKIAEXAMPLE")));

    assertThat(disconnect("{'mode':'plan'}").path("findings")).isEmpty();
  }

  /** Nine calls, which only what may be deleted is worth. */
  @Test
  void a_planned_disconnect_asks_what_hangs_on_ours_and_on_nothing_else() {
    connect("{}");
    var document = iam.policy(POLICY_ARN).orElseThrow().document();
    int before = iam.actions().size();
    disconnect("{'mode':'plan'}");
    assertThat(iam.actions().subList(before, iam.actions().size()))
        .contains(
            "iam:ListPolicyVersions",
            "iam:ListAccessKeys",
            "iam:ListSigningCertificates",
            "iam:ListSSHPublicKeys",
            "iam:ListServiceSpecificCredentials");

    disconnect("{}");
    journal.entries().clear();
    iam.putPolicy(POLICY_ARN, Map.of(), document);
    iam.putUser(new IamUser("ica-my-lab-data", USER_ARN, Map.of(), List.of(POLICY_ARN)));
    before = iam.actions().size();
    disconnect("{'mode':'plan'}");
    assertThat(iam.actions().subList(before, iam.actions().size()))
        .doesNotContain("iam:ListPolicyVersions", "iam:ListAccessKeys");
  }
}
