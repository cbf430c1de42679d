package icaconnect.iam;

import static icaconnect.iam.IamFixtures.ANOTHERS;
import static icaconnect.iam.IamFixtures.NAMES;
import static icaconnect.iam.IamFixtures.OLD;
import static icaconnect.iam.IamFixtures.OURS;
import static icaconnect.iam.IamFixtures.WISHED;
import static icaconnect.iam.IamFixtures.arns;
import static icaconnect.iam.IamFixtures.connected;
import static icaconnect.iam.IamFixtures.none;
import static icaconnect.iam.IamFixtures.policy;
import static icaconnect.iam.IamFixtures.user;
import static icaconnect.iam.IamFixtures.versions;
import static icaconnect.iam.IamFixtures.withOurs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.code.Code;
import icaconnect.failure.Refused;
import icaconnect.lambda.Json;
import icaconnect.report.Finding;
import icaconnect.step.Installation;
import icaconnect.step.Invocation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IamConnectPlanTest {
  private static final String ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess";

  @Test
  void a_first_connection_gets_policy_then_user_then_attachment() {
    assertThat(connect(none(), false).actions())
        .containsExactly(
            new IamAction.CreatePolicy(NAMES.policyArn(), "lab-policy", IamFixtures.MARK, WISHED),
            new IamAction.CreateUser(NAMES.userArn(), "lab_ica", IamFixtures.MARK),
            new IamAction.AttachUserPolicy("lab_ica", NAMES.policyArn()));
  }

  @Test
  void a_half_made_connection_gets_what_is_missing() {
    IamState halfMade = IamState.of(Optional.empty(), policy(OURS, WISHED));

    assertThat(connect(halfMade, false).actions())
        .containsExactly(
            new IamAction.CreateUser(NAMES.userArn(), "lab_ica", IamFixtures.MARK),
            new IamAction.AttachUserPolicy("lab_ica", NAMES.policyArn()));
  }

  @Test
  void a_policy_that_says_something_else_is_replaced_with_all_its_versions() {
    assertThat(connect(connected(OLD).withVersions(versions(3)), false).actions())
        .containsExactly(
            new IamAction.ReplacePolicy(
                NAMES.policyArn(),
                NAMES.policyArn(),
                "lab-policy",
                IamFixtures.MARK,
                Optional.of("lab_ica"),
                List.of("v2", "v3"),
                OLD,
                WISHED));
  }

  /**
   * The attack: a person attached our policy to a user, and this step would change what it says.
   */
  @Test
  void refuses_to_change_a_policy_that_somebody_attached_elsewhere() {
    var shared = new ManagedPolicy(NAMES.policyArn(), OURS, OLD, 2);

    assertRefused(IamState.of(connected(OLD).user(), Optional.of(shared)), false)
        .hasMessageStartingWith("POLICY_IN_USE");
  }

  /** The escape: a user outside the boundary has a policy that the IAM function may write. */
  @Test
  void refuses_a_user_outside_the_boundary_that_has_or_would_get_a_policy_of_ours() {
    var unbounded =
        Optional.of(
            new IamUser(
                "lab_ica",
                "arn:aws:iam::111122223333:user/lab_ica",
                Map.of(),
                List.of(NAMES.policyArn()),
                false));

    assertRefused(IamState.of(unbounded, policy(OURS, WISHED)), true)
        .hasMessageStartingWith("USER_WITHOUT_BOUNDARY")
        .hasMessageNotContaining("yourself");
    assertRefused(IamState.of(unbounded, Optional.empty()), true)
        .hasMessageStartingWith("USER_WITHOUT_BOUNDARY");
  }

  /** The attack: the boundary is taken off our own user, and AdministratorAccess attached. */
  @Test
  void refuses_our_own_user_whose_boundary_somebody_has_taken() {
    for (List<String> attached :
        List.of(List.of(NAMES.policyArn()), List.<String>of(), List.of(NAMES.policyArn(), ADMIN))) {
      var unbounded = Optional.of(new IamUser("lab_ica", NAMES.userArn(), OURS, attached, false));

      for (boolean adopt : List.of(true, false)) {
        assertRefused(IamState.of(unbounded, policy(OURS, WISHED)), adopt)
            .hasMessageStartingWith("USER_WITHOUT_BOUNDARY")
            .hasMessageContaining("aws iam put-user-permissions-boundary --user-name lab_ica");
      }
      assertThat(
              IamPlanner.disconnect(
                      IamFixtures.MARK,
                      NAMES,
                      IamState.of(unbounded, policy(OURS, WISHED)),
                      Optional.empty())
                  .actions())
          .isNotEmpty();
    }
  }

  @Test
  void says_what_somebody_has_attached_to_our_user() {
    var user =
        Optional.of(
            new IamUser("lab_ica", NAMES.userArn(), OURS, List.of(NAMES.policyArn(), ADMIN)));

    var plan = connect(IamState.of(user, policy(OURS, WISHED)), false);

    assertThat(plan.findings()).extracting(Finding::code).containsExactly(Code.USER_GRANTED_MORE);
    assertThat(plan.findings().getFirst().message()).contains(ADMIN).doesNotContain("lab-policy");
    assertThat(plan.actions()).isEmpty();
  }

  /** Of a stack made anew, whose users have the boundary of the one before: nothing is refused. */
  @Test
  void says_that_a_users_boundary_spares_the_buckets_of_this_stack() {
    var user =
        Optional.of(
            new IamUser("lab_ica", NAMES.userArn(), OURS, List.of(NAMES.policyArn()), true, true));

    var plan = connect(IamState.of(user, policy(OURS, WISHED)), false);

    assertThat(plan.findings())
        .extracting(Finding::code)
        .containsExactly(Code.BOUNDARY_OF_ANOTHER_STACK);
    assertThat(plan.findings().getFirst().remedy())
        .contains("aws iam put-user-permissions-boundary --user-name lab_ica");
    assertThat(plan.actions()).isEmpty();
  }

  /** The attack: what is not attached to our user gives it other buckets of this stack. */
  @Test
  void says_which_inline_policies_and_groups_our_user_has() {
    IamState now =
        connected(WISHED)
            .withAttachedItems(
                List.of(
                    new AttachedItem(AttachedItem.Kind.ACCESS_KEY, "AKIAOURS"),
                    new AttachedItem(AttachedItem.Kind.INLINE_POLICY, "more"),
                    new AttachedItem(AttachedItem.Kind.GROUP, "everybody")));

    var plan = connect(now, false);

    assertThat(plan.findings()).extracting(Finding::code).containsExactly(Code.USER_GRANTED_MORE);
    assertThat(plan.findings().getFirst().message())
        .contains("the inline policy more, the group everybody.")
        .doesNotContain("AKIAOURS");
    assertThat(plan.findings().getFirst().remedy())
        .contains(
            "aws iam delete-user-policy --user-name lab_ica",
            "aws iam remove-user-from-group --user-name lab_ica")
        .doesNotContain("detach-user-policy");
    assertThat(plan.actions()).isEmpty();
  }

  /** ICA's key may do it all, and whoever let it be adopted may not have thought of it. */
  @Test
  void says_what_an_adopted_user_has_besides() {
    var user = new IamUser("lab_ica", NAMES.userArn(), Map.of(), List.of(ADMIN));
    IamState theirs =
        IamState.of(Optional.of(user), policy(Map.of(), WISHED))
            .withAttachedItems(
                List.of(new AttachedItem(AttachedItem.Kind.GROUP, "administrators")));

    var plan = connect(theirs, true);

    assertThat(plan.findings())
        .extracting(Finding::code)
        .containsExactly(Code.ADOPTED_USER_GRANTED_MORE);
    assertThat(plan.findings().getFirst().message()).contains(ADMIN, "the group administrators");
  }

  @Test
  void adopts_a_user_outside_the_boundary_with_a_policy_that_only_people_can_change() {
    String theirs = "arn:aws:iam::111122223333:policy/lab-policy";
    var user =
        new IamUser(
            "lab_ica", "arn:aws:iam::111122223333:user/lab_ica", Map.of(), List.of(theirs), false);
    var policy = new ManagedPolicy(theirs, Map.of(), WISHED, 1);

    assertThat(connect(IamState.of(Optional.of(user), Optional.of(policy)), true))
        .isInstanceOf(IamPlan.Keep.class);
  }

  @Test
  void refuses_a_user_that_is_not_ours() {
    assertRefused(IamState.of(user(Map.of()), Optional.empty()), false)
        .hasMessageStartingWith("NOT_OURS")
        .hasMessageContaining("was not created by ICA Bucket Connect")
        .hasMessageContaining("adoptExisting");
    assertRefused(IamState.of(user(ANOTHERS), Optional.empty()), false)
        .hasMessageContaining("belongs to the connection of other-bucket")
        .hasMessageContaining("take its tag ica-connect:bucket off");
  }

  /** Its key would be taken for the other bucket's by all that comes after. */
  @Test
  void adopts_no_user_that_carries_another_buckets_tag() {
    assertRefused(IamState.of(user(ANOTHERS), Optional.empty()), true)
        .hasMessageStartingWith("NOT_OURS")
        .hasMessageContaining("take its tag ica-connect:bucket off");
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
                new IamEntry("lab_ica", "lab-policy", true, true),
                List.of()));
  }

  @Test
  void says_what_an_adopted_policy_grants_besides() {
    JsonNode wished =
        Json.parse(
            "{'Statement':[{'Effect':'Allow','Action':['s3:GetObject'],'Resource':'arn:aws:s3:::lab/*'}]}"
                .replace('\'', '"'));
    JsonNode more =
        Json.parse(
            "{'Statement':[{'Effect':'Allow','Action':['S3:getobject','s3:DeleteObjectVersion'],'Resource':['arn:aws:s3:::lab*','arn:aws:s3:::other/*']}]}"
                .replace('\'', '"'));
    IamState theirs = IamState.of(user(Map.of()), policy(Map.of(), more));
    var plan = IamPlanner.connect(wish(wished, true), theirs, Optional.empty());

    assertThat(plan.actions())
        .containsExactly(new IamAction.AttachUserPolicy("lab_ica", NAMES.policyArn()));
    assertThat(plan.findings()).extracting(Finding::code).containsExactly(Code.POLICY_GRANTS_MORE);
    assertThat(plan.findings().getFirst().message())
        .contains("s3:DeleteObjectVersion on arn:aws:s3:::lab*", "arn:aws:s3:::other/*");
  }

  /** Ours is written anew instead. */
  @Test
  void says_nothing_of_what_our_own_policy_grants_besides() {
    JsonNode wished =
        Json.parse(
            "{'Statement':[{'Effect':'Allow','Action':['s3:GetObject'],'Resource':'arn:aws:s3:::lab/*'}]}"
                .replace('\'', '"'));
    JsonNode more = Json.parse(wished.toString().replace("GetObject", "*"));

    var plan =
        IamPlanner.connect(
            wish(wished, true), IamState.of(user(OURS), policy(OURS, more)), Optional.empty());

    assertThat(plan.findings()).isEmpty();
    assertThat(plan.actions()).hasSize(2);
  }

  /** Whoever else uses it sees no change. */
  @Test
  void keeps_a_policy_that_says_what_it_should_also_where_others_use_it() {
    var shared = new ManagedPolicy(NAMES.policyArn(), OURS, WISHED, 2);

    assertThat(connect(IamState.of(connected(WISHED).user(), Optional.of(shared)), false))
        .isInstanceOf(IamPlan.Keep.class);
  }

  @Test
  void a_replaced_policy_is_detached_only_where_it_was_attached() {
    assertThat(connect(IamState.of(user(OURS), policy(OURS, OLD)), false).actions())
        .first()
        .extracting("attachedTo")
        .isEqualTo(Optional.empty());
  }

  /** Even with adoptExisting. */
  @Test
  void refuses_a_user_or_a_policy_of_another_installation_each_by_itself() {
    var tags =
        new Installation("prod", Invocation.INSTALLATION.account()).mark("my-lab-data").tags();

    assertRefused(IamState.of(user(tags), Optional.empty()), true)
        .hasMessageStartingWith("OTHER_INSTALLATION");
    assertRefused(IamState.of(Optional.empty(), policy(tags, WISHED)), true)
        .hasMessageStartingWith("OTHER_INSTALLATION");
  }

  @Test
  void a_policy_is_looked_for_at_our_path_at_the_earlier_one_and_at_none() {
    assertThat(NAMES.policyArns())
        .containsExactly(
            NAMES.policyArn(),
            "arn:aws:iam::111122223333:policy/ica-connect/lab-policy",
            "arn:aws:iam::111122223333:policy/lab-policy");
  }

  @Test
  void does_not_edit_an_adopted_policy_but_shows_what_it_should_say() {
    assertRefused(IamState.of(Optional.empty(), policy(Map.of(), OLD)), true)
        .hasMessageStartingWith("POLICY_DIFFERS")
        .hasMessageContaining(WISHED.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"another_user,lab-policy", "lab_ica,another-policy"})
  void refuses_other_names_than_those_in_the_journal(String names) {
    var entry = new IamEntry(names.split(",")[0], names.split(",")[1], false, false);

    assertThatThrownBy(() -> IamPlanner.connect(wish(WISHED, false), none(), Optional.of(entry)))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("RENAMED");
  }

  @Test
  void refuses_an_eleventh_policy_on_a_user() {
    var user = new IamUser("lab_ica", NAMES.userArn(), OURS, arns(10));

    assertRefused(IamState.of(Optional.of(user), Optional.empty()), false)
        .hasMessageStartingWith("USER_FULL");
    var oneOfTen = new IamUser("lab_ica", NAMES.userArn(), OURS, withOurs(arns(9)));
    assertThat(connect(IamState.of(Optional.of(oneOfTen), policy(OURS, WISHED)), false))
        .isInstanceOf(IamPlan.Keep.class);
  }

  @Test
  void refuses_a_document_of_more_than_6144_characters() {
    int around = PolicyJson.of(Json.MAPPER.createObjectNode().put("Id", "")).length();
    JsonNode longest = Json.MAPPER.createObjectNode().put("Id", "x".repeat(6_144 - around));
    JsonNode tooLong = Json.MAPPER.createObjectNode().put("Id", "x".repeat(6_145 - around));

    assertThat(IamPlanner.connect(wish(longest, false), none(), Optional.empty()).actions())
        .hasSize(3);
    assertThatThrownBy(() -> IamPlanner.connect(wish(tooLong, false), none(), Optional.empty()))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("POLICY_TOO_LONG");
  }

  private static IamPlan connect(IamState now, boolean adoptExisting) {
    return IamPlanner.connect(wish(WISHED, adoptExisting), now, Optional.empty());
  }

  private static AbstractThrowableAssert<?, ?> assertRefused(IamState now, boolean adopt) {
    return assertThatThrownBy(() -> connect(now, adopt)).isInstanceOf(Refused.class);
  }

  private static IamWish wish(JsonNode document, boolean adoptExisting) {
    return new IamWish(IamFixtures.MARK, NAMES, document, adoptExisting);
  }
}
