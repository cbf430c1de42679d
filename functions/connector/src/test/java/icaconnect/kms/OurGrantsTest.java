package icaconnect.kms;

import static icaconnect.kms.Keys.CLOSED;
import static icaconnect.kms.Keys.DELEGATING;
import static icaconnect.kms.Keys.FORMER;
import static icaconnect.kms.Keys.KEY;
import static icaconnect.kms.Keys.USER;
import static icaconnect.kms.Keys.disconnect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.failure.LeaseLost;
import icaconnect.failure.Refused;
import icaconnect.lambda.Json;
import icaconnect.step.StepInput;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A key that is opened by grants of ours, under an S3 Bucket Key. */
class OurGrantsTest {
  private static final String COPIER = "arn:aws:iam::079623148045:role/ica_use1_crossacct";
  private final Keys lab = new Keys();

  @Test
  void lets_the_user_in_by_a_grant_for_this_bucket_and_takes_it_back() {
    lab.policies.with(KEY, CLOSED);

    var answer = lab.run(connect());

    assertThat(lab.policies.writes()).isEmpty();
    assertThat(lab.grants.all(KEY))
        .singleElement()
        .satisfies(grant -> {
          assertThat(grant.name()).startsWith("IcaConnectKeyUse-ica-connect-us-east-1-");
          assertThat(grant.grantee()).isEqualTo(USER);
          assertThat(grant.operations())
              .containsExactlyInAnyOrder("Decrypt", "Encrypt", "GenerateDataKey");
          assertThat(grant.context()).isEqualTo(Map.of("aws:s3:arn", "arn:aws:s3:::lab"));
          assertThat(grant.contextEquals()).isTrue();
        });
    assertThat(answer.at("/changes/0/what").asText())
        .startsWith("key grant IcaConnectKeyUse-")
        .endsWith(" of " + USER);
    assertThat(codes(answer)).containsExactly("KMS_GRANT_JUDGED", "KMS_GRANT_OLDER_OBJECTS");
    assertThat(answer.at("/findings/0/remedy").asText())
        .contains("put-object and get-object say PASS", "JUDGED");

    assertThat(lab.run(disconnect()).path("changed").asBoolean()).isTrue();
    assertThat(lab.grants.all(KEY)).isEmpty();
    assertThat(lab.run(disconnect()).path("changed").asBoolean()).isFalse();
  }

  @Test
  void makes_one_for_each_who_is_not_let_in_and_keeps_them() {
    lab.policies.with(KEY, CLOSED);

    lab.run(connect().asking("crossAccountCopy", true));
    var again = lab.run(connect().asking("crossAccountCopy", true));

    assertThat(lab.grants.all(KEY))
        .extracting(KeyGrant::grantee)
        .containsExactlyInAnyOrder(USER, COPIER);
    assertThat(lab.grants.writes()).containsExactly("kms:CreateGrant", "kms:CreateGrant");
    assertThat(again.path("changed").asBoolean()).isFalse();

    lab.run(connect());
    assertThat(lab.grants.all(KEY)).extracting(KeyGrant::grantee).containsExactly(USER);
    lab.run(disconnect());
    assertThat(lab.grants.all(KEY)).isEmpty();
  }

  @Test
  void makes_none_where_the_policy_or_a_grant_of_theirs_lets_in() {
    lab.policies.with(KEY, DELEGATING);
    assertThat(lab.run(connect()).path("findings")).isEmpty();

    var theirs =
        new KeyGrant(
            "t", "", USER, Set.of("Decrypt", "Encrypt", "GenerateDataKey"), Map.of(), false);
    lab.granting(theirs).policies.with(KEY, CLOSED);
    assertThat(codes(lab.run(connect()))).containsExactly("KMS_GRANTED");

    lab.run(disconnect());
    assertThat(lab.grants.all(KEY)).containsExactly(theirs);
    assertThat(lab.grants.writes()).isEmpty();
  }

  @Test
  void refuses_what_could_not_be_bound_to_the_bucket() {
    lab.policies.with(KEY, CLOSED);

    assertThatThrownBy(() -> lab.run(connect().withFact("bucketKey", false)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("KMS_GRANT_UNBOUND")
        .hasMessageContaining("BucketKeyEnabled")
        .hasMessageContaining("statement");

    String foreign = KEY.replace("111122223333", "444455556666");
    lab.editing(foreign).policies.with(foreign, CLOSED);
    assertThatThrownBy(() -> lab.run(connect().withFact("kmsKeyArn", foreign)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("KMS_GRANT_UNBOUND");

    lab.editing(FORMER);
    assertThatThrownBy(() -> lab.run(connect()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("KMS_KEY_NOT_EDITABLE")
        .hasMessageContaining("a grant on the key")
        .hasMessageContaining("aws kms create-grant --key-id " + KEY)
        .hasMessageContaining("EncryptionContextEquals={aws:s3:arn=arn:aws:s3:::lab}");
    assertThat(lab.grants.writes()).isEmpty();
    assertThat(lab.journal.entries()).isEmpty();
  }

  @Test
  void a_tag_of_the_key_lets_it_make_one() {
    lab.editing().tagging(KEY).policies.with(KEY, CLOSED);

    lab.run(connect());
    lab.tagging();
    lab.run(disconnect());

    assertThat(lab.grants.writes()).containsExactly("kms:CreateGrant", "kms:RevokeGrant");
  }

  @Test
  void plans_and_makes_nothing() {
    lab.policies.with(KEY, CLOSED);

    var plan = lab.run(connect().asking("mode", "plan"));

    assertThat(plan.at("/changes/0/to/Constraints/EncryptionContextEquals/aws:s3:arn").asText())
        .isEqualTo("arn:aws:s3:::lab");
    assertThat(lab.grants.writes()).isEmpty();
    assertThat(lab.journal.entries()).isEmpty();
    String planned = plan.at("/writes/0").asText();
    assertThatThrownBy(() ->
            lab.run(connect().asking("expectedPlan", planned).asking("crossAccountCopy", true)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("PLAN_CHANGED");
    assertThat(lab.grants.writes()).isEmpty();
    lab.run(connect().asking("expectedPlan", planned));
    assertThat(lab.grants.all(KEY)).hasSize(1);
  }

  @Test
  void enters_in_the_journal_before_it_makes_one() {
    lab.policies.with(KEY, CLOSED);
    lab.journal.loseLease();

    assertThatThrownBy(() -> lab.run(connect())).isInstanceOf(LeaseLost.class);
    assertThat(lab.grants.writes()).isEmpty();
  }

  @Test
  void goes_from_a_statement_to_a_grant_and_back_and_to_nothing() {
    lab.policies.with(KEY, CLOSED);
    lab.run(connect().asking("keyAccess", "statement"));
    assertThat(lab.policies.policy(KEY)).isNotEqualTo(CLOSED);

    lab.run(connect());
    assertThat(lab.policies.policy(KEY)).isEqualTo(CLOSED);
    assertThat(lab.grants.all(KEY)).hasSize(1);

    lab.run(connect().asking("keyAccess", "statement"));
    assertThat(lab.policies.policy(KEY)).isNotEqualTo(CLOSED);
    assertThat(lab.grants.all(KEY)).isEmpty();

    lab.run(connect());
    lab.run(connect().asking("keyAccess", "report"));
    assertThat(lab.policies.policy(KEY)).isEqualTo(CLOSED);
    assertThat(lab.grants.all(KEY)).isEmpty();
    lab.run(connect().asking("keyAccess", "report"));
    assertThat(lab.journal.entries().get("kms").path("keys")).isEmpty();
  }

  @Test
  void makes_again_what_somebody_ended_or_replaced_by_less() {
    lab.policies.with(KEY, CLOSED);
    lab.run(connect());
    var ours = lab.grants.all(KEY).getFirst();
    lab.grants.put(KEY);
    assertThat(lab.run(connect().asking("mode", "plan")).path("changed").asBoolean())
        .as("an audit finds it")
        .isTrue();
    lab.run(connect());
    assertThat(lab.grants.all(KEY)).hasSize(1);

    var less = new KeyGrant("less", ours.name(), USER, Set.of("Decrypt"), ours.context(), true);
    lab.grants.put(KEY, less);
    lab.run(connect());
    assertThat(lab.grants.all(KEY)).hasSize(2).contains(less);
    lab.run(disconnect());
    assertThat(lab.grants.all(KEY)).as("theirs, under our name").containsExactly(less);
  }

  @Test
  void makes_another_for_a_user_that_was_made_anew_and_once_in_a_workflow() {
    lab.policies.with(KEY, CLOSED);
    var fresh = withoutUser();
    lab.run(fresh);
    String first = lab.grants.all(KEY).getFirst().id();
    // The workflow's own retry is sent the journal that its first try was sent, which had none.
    assertThat(lab.retry(withoutUser(), Map.of()).path("changed").asBoolean()).isFalse();

    lab.run(withoutUser());

    assertThat(lab.grants.all(KEY)).singleElement().extracting(KeyGrant::id).isNotEqualTo(first);
  }

  @Test
  void a_name_alone_makes_no_other_installation() {
    lab.policies.with(KEY, CLOSED);
    lab.run(connect());
    var ours = lab.grants.all(KEY).getFirst();
    String name = ours.name().replace("-ica-connect-", "-prod-");
    lab.granting(ours, new KeyGrant("t", name, ours.grantee(), Set.of("Decrypt"), Map.of(), false));

    assertThat(lab.run(connect()).path("changed").asBoolean()).isFalse();
  }

  @Test
  void takes_denied_for_denied_and_not_for_none() {
    lab.policies.with(KEY, CLOSED);
    lab.grants.answer(new GrantsFound.Denied("not authorized"));
    assertThatThrownBy(() -> lab.run(connect()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("KMS_DENIES_US");
    assertThat(codes(lab.run(disconnect())))
        .as("the record is lost, or there never was one")
        .containsExactly("EXEMPTION_LEFT");

    lab.grants.answer(null);
    lab.run(connect());
    lab.grants.answer(new GrantsFound.Denied("not authorized"));
    assertThatThrownBy(() -> lab.run(disconnect()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("A grant of ours may still be on the key");
  }

  @Test
  void another_stacks_grant_for_the_bucket_is_refused_with_its_name() {
    lab.policies.with(KEY, CLOSED);
    lab.run(connect());
    var ours = lab.grants.all(KEY).getFirst();
    var theirs =
        new KeyGrant(
            "t",
            ours.name().replace("-ica-connect-", "-prod-"),
            ours.grantee(),
            ours.operations(),
            ours.context(),
            true);
    lab.granting(theirs);

    assertThatThrownBy(() -> lab.run(connect()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("OTHER_INSTALLATION")
        .hasMessageContaining("prod-us-east-1");
    lab.at(Keys.NOW.plusSeconds(300));
    lab.run(disconnect());
    assertThat(lab.grants.all(KEY)).containsExactly(theirs);
  }

  @Test
  void a_deny_of_theirs_stands_whatever_is_granted() {
    lab.policies.with(
        KEY,
        Json.parse(
            CLOSED
                .toString()
                .replace(
                    "\"Statement\":[",
                    "\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"kms:Decrypt\",\"Resource\":\"*\"},")));

    assertThat(codes(lab.run(connect()))).contains("KMS_KEY_DENIED", "KMS_GRANT_JUDGED");
  }

  static StepInput connect() {
    return Keys.connect().asking("keyAccess", "grant").withFact("bucketKey", true);
  }

  private static StepInput withoutUser() {
    return connect().withFact("userArn", null).asking("userName", "ica-lab");
  }

  static List<String> codes(JsonNode answer) {
    return answer.path("findings").findValuesAsText("code");
  }
}
