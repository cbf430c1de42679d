package icaconnect.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.connection.Limits;
import icaconnect.connection.NamePattern;
import icaconnect.connection.Ours;
import icaconnect.failure.LeaseLost;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import icaconnect.lambda.Json;
import icaconnect.registry.InMemoryJournal;
import icaconnect.step.Invocation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IamHandlerTest {
  private static final String USER_ARN =
      "arn:aws:iam::111122223333:user/ica-connect/ica-connect/us-east-1/ica-my-lab-data";
  private static final String POLICY_ARN =
      "arn:aws:iam::111122223333:policy/ica-connect/ica-connect/us-east-1/ica-bucket-my-lab-data";

  private final InMemoryIam iam = new InMemoryIam();
  private final InMemoryJournal journal = new InMemoryJournal();

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
  void connects_a_second_time_with_four_reads_and_no_write() {
    connect("{}");
    int before = iam.actions().size();

    assertThat(connect("{}").path("changed").asBoolean()).isFalse();
    assertThat(iam.actions().subList(before, iam.actions().size()))
        .containsExactly(
            "iam:GetUser", "iam:ListAttachedUserPolicies", "iam:GetPolicy", "iam:GetPolicyVersion");
  }

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
    input.withObjectProperty("facts").put("exists", false);
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

  @Test
  void another_stacks_user_is_refused_with_its_name_even_if_it_may_be_adopted() {
    Invocation.of(new IamHandler("prod", iam, new InMemoryJournal()), input("connect", "{}"));
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
    var closed = new IamHandler(Invocation.STACK, iam, journal);
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

  private JsonNode connect(String request) {
    return invoke(input("connect", request));
  }

  private JsonNode disconnect(String request) {
    return invoke(input("disconnect", request));
  }

  private JsonNode invoke(JsonNode input) {
    return Invocation.of(
        new IamHandler(
            Invocation.STACK,
            iam,
            journal,
            new Limits(Optional.empty(), Optional.of(new NamePattern("*")), Optional.empty())),
        input);
  }

  /** As the workflow sends it: the journal's entries are texts. */
  private ObjectNode input(String goal, String request) {
    var input = Json.MAPPER.createObjectNode().put("goal", goal);
    input.set("request", Json.parse(request.replace('\'', '"')));
    input.withObjectProperty("request").put("bucket", "my-lab-data");
    input
        .putObject("facts")
        .put("exists", true)
        .put("region", "us-east-1")
        .put("versioning", "NEVER");
    input.putObject("lease").put("owner", "execution-1").put("fence", 7);
    journal
        .entries()
        .forEach((step, entry) -> input.withObjectProperty("journal").put(step, entry.toString()));
    return input;
  }
}
