package icaconnect.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Ours;
import icaconnect.failure.Refused;
import icaconnect.lambda.Json;
import icaconnect.step.AwsAccount;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IamPlannerTest {
  private static final IamNames NAMES =
      new IamNames(new AwsAccount("aws", "111122223333", "us-east-1"), "lab_ica", "lab-policy");
  private static final Map<String, String> OURS = Map.of(Ours.BUCKET_TAG, "my-lab-data");
  private static final Map<String, String> ANOTHERS = Map.of(Ours.BUCKET_TAG, "other-bucket");
  private static final JsonNode WISHED =
      Json.parse("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\"}]}");
  private static final JsonNode OLD = Json.parse("{\"Version\":\"2012-10-17\",\"Statement\":[]}");

  @Test
  void a_first_connection_gets_policy_then_user_then_attachment() {
    assertThat(connect(none(), false).actions())
        .containsExactly(
            new IamAction.CreatePolicy(NAMES.policyArn(), "lab-policy", "my-lab-data", WISHED),
            new IamAction.CreateUser(NAMES.userArn(), "lab_ica", "my-lab-data"),
            new IamAction.AttachUserPolicy("lab_ica", NAMES.policyArn()));
  }

  @Test
  void a_half_made_connection_gets_what_is_missing() {
    IamState halfMade = IamState.of(Optional.empty(), policy(OURS, WISHED));

    assertThat(connect(halfMade, false).actions())
        .containsExactly(
            new IamAction.CreateUser(NAMES.userArn(), "lab_ica", "my-lab-data"),
            new IamAction.AttachUserPolicy("lab_ica", NAMES.policyArn()));
  }

  @Test
  void a_policy_that_says_something_else_gets_a_new_version() {
    assertThat(connect(connected(OLD).withVersions(versions(4)), false).actions())
        .containsExactly(new IamAction.CreatePolicyVersion(NAMES.policyArn(), OLD, WISHED));
  }

  @Test
  void the_fifth_version_makes_room_by_the_oldest_that_is_not_the_default() {
    assertThat(connect(connected(OLD).withVersions(versions(5)), false).actions())
        .containsExactly(
            new IamAction.DeletePolicyVersion(NAMES.policyArn(), "v2"),
            new IamAction.CreatePolicyVersion(NAMES.policyArn(), OLD, WISHED));
  }

  @Test
  void refuses_a_user_that_is_not_ours() {
    assertRefused(IamState.of(user(Map.of()), Optional.empty()), false)
        .hasMessageStartingWith("NOT_OURS")
        .hasMessageContaining("was not created by ICA Bucket Connect")
        .hasMessageContaining("adoptExisting");
    assertRefused(IamState.of(user(ANOTHERS), Optional.empty()), false)
        .hasMessageContaining("belongs to the connection of other-bucket");
  }

  @Test
  void refuses_a_policy_that_is_not_ours() {
    assertRefused(IamState.of(Optional.empty(), policy(Map.of(), WISHED)), false)
        .hasMessageStartingWith("NOT_OURS")
        .hasMessageContaining("policyName");
  }

  @Test
  void adopts_both_and_only_attaches() {
    IamState theirs = IamState.of(user(Map.of()), policy(ANOTHERS, WISHED));

    assertThat(connect(theirs, true))
        .isEqualTo(
            new IamPlan.Act(
                List.of(new IamAction.AttachUserPolicy("lab_ica", NAMES.policyArn())),
                new IamEntry("lab_ica", "lab-policy", true, true, false),
                List.of()));
  }

  @Test
  void does_not_edit_an_adopted_policy_but_shows_what_it_should_say() {
    assertRefused(IamState.of(Optional.empty(), policy(Map.of(), OLD)), true)
        .hasMessageStartingWith("POLICY_DIFFERS")
        .hasMessageEndingWith(WISHED.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"another_user,lab-policy", "lab_ica,another-policy"})
  void refuses_other_names_than_those_in_the_journal(String names) {
    var entry = new IamEntry(names.split(",")[0], names.split(",")[1], false, false, false);

    assertThatThrownBy(() -> IamPlanner.connect(wish(WISHED, false), none(), Optional.of(entry)))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("RENAMED");
  }

  @Test
  void refuses_an_eleventh_policy_on_a_user() {
    var user = new IamUser("lab_ica", NAMES.userArn(), OURS, arns(10));

    assertRefused(IamState.of(Optional.of(user), Optional.empty()), false).hasMessageStartingWith("USER_FULL");
    var oneOfTen = new IamUser("lab_ica", NAMES.userArn(), OURS, withOurs(arns(9)));
    assertThat(connect(IamState.of(Optional.of(oneOfTen), policy(OURS, WISHED)), false))
        .isInstanceOf(IamPlan.Keep.class);
  }

  @Test
  void refuses_a_document_of_more_than_6144_characters() {
    int around = PolicyText.of(Json.MAPPER.createObjectNode().put("Id", "")).length();
    JsonNode longest = Json.MAPPER.createObjectNode().put("Id", "x".repeat(6_144 - around));
    JsonNode tooLong = Json.MAPPER.createObjectNode().put("Id", "x".repeat(6_145 - around));

    assertThat(IamPlanner.connect(wish(longest, false), none(), Optional.empty()).actions()).hasSize(3);
    assertThatThrownBy(() -> IamPlanner.connect(wish(tooLong, false), none(), Optional.empty()))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("POLICY_TOO_LONG");
  }

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
  void leaves_what_was_adopted_and_the_attachment_that_was_there() {
    var attached = new IamUser("lab_ica", NAMES.userArn(), Map.of(), List.of(NAMES.policyArn()));
    IamState theirs = IamState.of(Optional.of(attached), policy(Map.of(), WISHED));

    assertThat(disconnect(theirs, Optional.of(new IamEntry("lab_ica", "lab-policy", true, true, true))))
        .isInstanceOf(IamPlan.Keep.class);
    assertThat(disconnect(theirs, Optional.empty())).isInstanceOf(IamPlan.Keep.class);
    assertThat(disconnect(theirs, Optional.of(new IamEntry("lab_ica", "lab-policy", true, true, false))).actions())
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
    assertThat(plan.findings()).extracting("code").containsExactly("POLICY_KEPT");
  }

  @Test
  void keeps_our_user_where_others_attached_a_policy_of_theirs() {
    var user = new IamUser("lab_ica", NAMES.userArn(), OURS, withOurs(arns(1)));
    IamPlan plan = disconnect(IamState.of(Optional.of(user), policy(OURS, WISHED)), Optional.empty());

    assertThat(plan.actions())
        .containsExactly(
            new IamAction.DetachUserPolicy("lab_ica", NAMES.policyArn()),
            new IamAction.DeletePolicy(NAMES.policyArn(), WISHED));
    assertThat(plan.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo("USER_KEPT");
              assertThat(finding.message()).contains("arn:aws:iam::aws:policy/Their0");
            });
  }

  private static IamPlan connect(IamState now, boolean adoptExisting) {
    return IamPlanner.connect(wish(WISHED, adoptExisting), now, Optional.empty());
  }

  private static IamPlan disconnect(IamState now, Optional<IamEntry> before) {
    return IamPlanner.disconnect("my-lab-data", NAMES, now, before);
  }

  private static org.assertj.core.api.AbstractThrowableAssert<?, ?> assertRefused(IamState now, boolean adopt) {
    return assertThatThrownBy(() -> connect(now, adopt)).isInstanceOf(Refused.class);
  }

  private static IamWish wish(JsonNode document, boolean adoptExisting) {
    return new IamWish("my-lab-data", NAMES, document, adoptExisting);
  }

  private static IamState none() {
    return IamState.of(Optional.empty(), Optional.empty());
  }

  private static IamState connected(JsonNode document) {
    return IamState.of(attachedUser(), policy(OURS, document));
  }

  private static Optional<IamUser> attachedUser() {
    return Optional.of(new IamUser("lab_ica", NAMES.userArn(), OURS, List.of(NAMES.policyArn())));
  }

  private static Optional<IamUser> user(Map<String, String> tags) {
    return Optional.of(new IamUser("lab_ica", "arn:aws:iam::111122223333:user/lab_ica", tags, List.of()));
  }

  private static Optional<ManagedPolicy> policy(Map<String, String> tags, JsonNode document) {
    return Optional.of(new ManagedPolicy(NAMES.policyArn(), tags, document, 0));
  }

  /** The first is the default: somebody went back to it. */
  private static List<PolicyVersion> versions(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> new PolicyVersion("v" + number, Instant.ofEpochSecond(number), number == 1))
        .toList();
  }

  private static List<String> arns(int count) {
    return IntStream.range(0, count).mapToObj(number -> "arn:aws:iam::aws:policy/Their" + number).toList();
  }

  private static List<String> withOurs(List<String> arns) {
    var all = new java.util.ArrayList<>(arns);
    all.add(NAMES.policyArn());
    return Collections.unmodifiableList(all);
  }
}
