package icaconnect.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Limits;
import icaconnect.connection.NamePattern;
import icaconnect.connection.Ours;
import icaconnect.failure.LeaseLost;
import icaconnect.failure.Refused;
import icaconnect.lambda.Json;
import icaconnect.registry.InMemoryJournal;
import icaconnect.step.Invocation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IamHandlerTest extends IamScene {
  @Test
  void creates_policy_and_user_and_attaches_the_one_to_the_other() {
    JsonNode report = connect("{}");

    assertThat(iam.writes())
        .containsExactly(
            "iam:CreatePolicy",
            "iam:TagPolicy",
            "iam:CreateUser",
            "iam:TagUser",
            "iam:AttachUserPolicy");
    assertThat(report.path("outputs"))
        .isEqualTo(
            Json.tree(
                Map.of(
                    "userName", "ica-my-lab-data", "userArn", USER_ARN, "policyArn", POLICY_ARN)));
    assertThat(iam.user("ica-my-lab-data").orElseThrow().tags())
        .containsEntry(Ours.BUCKET_TAG, "my-lab-data");
    assertThat(journal.entries().get("iam"))
        .isEqualTo(
            Json.tree(new IamEntry("ica-my-lab-data", "ica-bucket-my-lab-data", false, false)));
  }

  /** Other steps search for what a lost record knew, unless this record is as old as the user. */
  @Test
  void enters_that_the_user_is_older_than_its_record() {
    connect("{}");
    assertThat(journal.entries().get("iam").path("userFound").asBoolean()).isFalse();
    journal.entries().clear();

    for (String prefix : List.of("ica/", "other/")) {
      var again = input("connect", "{'prefix': '" + prefix + "'}");
      again.withObjectProperty("facts").put("userArn", USER_ARN).put("userBucket", "my-lab-data");
      invoke(again);
      assertThat(journal.entries().get("iam").path("userFound").asBoolean()).isTrue();
    }
  }

  @Test
  void a_retry_does_not_take_the_user_that_its_first_try_made_for_an_older_one() {
    connect("{}");
    invoke(input("connect", "{'prefix': 'ica/'}").set("journal", Json.MAPPER.createObjectNode()));
    assertThat(journal.entries().get("iam").path("userFound").asBoolean()).isFalse();
  }

  /** IAM would say so only when it is too late, and to wait would be in vain. */
  @Test
  void refuses_a_name_that_is_taken_at_another_path_or_in_another_case_before_it_writes() {
    String theirs = "arn:aws:iam::111122223333:policy/it/ICA-bucket-my-lab-data";
    iam.putPolicy(theirs, Map.of(), Json.MAPPER.createObjectNode());

    assertThatThrownBy(() -> connect("{}"))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("NAME_TAKEN: ")
        .hasMessageContaining(theirs);
    assertThat(iam.writes()).isEmpty();

    iam.putUser(
        new IamUser(
            "ICA-my-lab-data",
            "arn:aws:iam::111122223333:user/ICA-my-lab-data",
            Map.of(),
            List.of(),
            true));
    assertThatThrownBy(() -> connect("{'policyName': 'another'}".replace("'", "\"")))
        .hasMessageStartingWith("NAME_TAKEN: ")
        .hasMessageContaining("user/ICA-my-lab-data");
    assertThat(iam.writes()).isEmpty();
  }

  @Test
  void connects_a_second_time_with_six_reads_and_no_write() {
    connect("{}");
    int before = iam.actions().size();

    assertThat(connect("{}").path("changed").asBoolean()).isFalse();
    assertThat(iam.actions().subList(before, iam.actions().size()))
        .containsExactly(
            "iam:GetUser",
            "iam:ListAttachedUserPolicies",
            "iam:GetPolicy",
            "iam:GetPolicyVersion",
            "iam:ListUserPolicies",
            "iam:ListGroupsForUser");
  }

  @Test
  void says_with_each_plan_and_connect_what_somebody_has_given_our_user() {
    connect("{}");
    iam.give("ica-my-lab-data", List.of(new AttachedItem(AttachedItem.Kind.INLINE_POLICY, "more")));

    for (var report : List.of(connect("{}"), connect("{'mode':'plan'}"))) {
      assertThat(report.path("findings").findValuesAsText("code"))
          .containsExactly("USER_GRANTED_MORE");
      assertThat(report.path("changed").asBoolean()).isFalse();
    }
  }

  @Test
  void a_changed_request_replaces_the_policy_under_the_boundary() {
    connect("{}");
    JsonNode report = connect("{'permissions':'extended'}");

    assertThat(iam.writes().subList(5, iam.writes().size()))
        .containsExactly(
            "iam:DetachUserPolicy",
            "iam:DeletePolicy",
            "iam:CreatePolicy",
            "iam:TagPolicy",
            "iam:AttachUserPolicy");
    assertThat(report.path("changes").findValuesAsText("what"))
        .containsExactly("IAM policy ica-bucket-my-lab-data: document");
    assertThat(connect("{'permissions':'extended'}").path("changed").asBoolean()).isFalse();
  }

  @Test
  void plans_with_whole_documents_and_the_expected_arns_and_touches_nothing() {
    JsonNode report = connect("{'mode':'plan'}");

    assertThat(report.path("changed").asBoolean()).isTrue();
    assertThat(report.at("/outputs/userArn").asText()).isEqualTo(USER_ARN);
    assertThat(report.at("/documents/0/name").asText()).isEqualTo("iam");
    assertThat(report.at("/documents/0/after/Statement")).hasSize(3);
    assertThat(iam.writes()).isEmpty();
    assertThat(journal.entries()).isEmpty();
  }

  @Test
  void refuses_other_names_while_connected() {
    connect("{}");

    assertThatThrownBy(() -> connect("{'userName':'other'}"))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("RENAMED")
        .hasMessageContaining("Disconnect first");
  }

  @Test
  void writes_nothing_without_the_lease() {
    journal.loseLease();

    assertThatThrownBy(() -> connect("{}")).isInstanceOf(LeaseLost.class);
    assertThat(iam.writes()).isEmpty();
  }

  @Test
  void another_stacks_user_is_refused_with_its_name_even_if_it_may_be_adopted() {
    Invocation.of(
        new IamHandler("prod", iam, new InMemoryJournal(), Limits.CLOSED), input("connect", "{}"));
    var before = iam.contents();

    assertThatThrownBy(() -> connect("{'adoptExisting': true}"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("OTHER_INSTALLATION")
        .hasMessageContaining("prod/us-east-1");
    assertThat(disconnect("{}").path("changed").asBoolean()).isFalse();
    assertThat(iam.contents()).isEqualTo(before);
    assertThat(journal.entries()).isEmpty();
  }

  @Test
  void a_user_from_before_installations_had_names_is_ours_where_our_record_says_so() {
    String arn = "arn:aws:iam::111122223333:user/ica-connect/ica-my-lab-data";
    String policy = "arn:aws:iam::111122223333:policy/ica-connect/ica-bucket-my-lab-data";
    var mark = Map.of(Ours.BUCKET_TAG, "my-lab-data");
    connect("{}");
    var document = iam.policy(POLICY_ARN).orElseThrow().document();
    disconnect("{}");
    iam.putPolicy(policy, mark, document);
    iam.putUser(new IamUser("ica-my-lab-data", arn, mark, List.of()));
    iam.attach("ica-my-lab-data", policy);
    journal.entries().clear();

    assertThatThrownBy(() -> connect("{}")).hasMessageContaining("NOT_OURS");
    assertThat(disconnect("{}").path("changed").asBoolean()).isFalse();

    journal.enter(
        "my-lab-data",
        null,
        "iam",
        Json.tree(new IamEntry("ica-my-lab-data", "ica-bucket-my-lab-data", false, false)));
    assertThat(connect("{}").path("changed").asBoolean()).isFalse();
    // One that must say something else is made anew, and then at this installation's path.
    connect("{'prefix': 'ica/'}");
    assertThat(iam.policy(policy)).isEmpty();
    assertThat(iam.user("ica-my-lab-data").orElseThrow().attachedPolicyArns())
        .containsExactly(POLICY_ARN);
    disconnect("{}");
    assertThat(iam.contents()).isEmpty();
  }

  /** Inspect looks too, and this function is the one with the power. */
  @Test
  void adopts_nobody_and_lets_in_nobody_beyond_the_deployers_limits() {
    iam.putUser(new IamUser("lab", "arn:aws:iam::111122223333:user/lab", Map.of(), List.of()));
    var closed = new IamHandler(Invocation.STACK, iam, journal, Limits.CLOSED);
    var others =
        new IamHandler(
            Invocation.STACK,
            iam,
            journal,
            new Limits(Optional.empty(), NamePattern.of("illumina*"), Optional.empty()));

    assertThatThrownBy(() ->
            Invocation.of(
                closed,
                input(
                    "connect",
                    "{'crossAccountCopy':true,'crossAccountRoleArn':'arn:aws:iam::999999999999:role/x'}")))
        .isInstanceOf(Refused.class);
    assertThatThrownBy(() ->
            Invocation.of(others, input("connect", "{'userName':'lab','adoptExisting':true}")))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("NOT_ADOPTABLE");
    assertThat(iam.writes()).isEmpty();
  }
}
