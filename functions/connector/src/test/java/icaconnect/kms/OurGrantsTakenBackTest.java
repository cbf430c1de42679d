package icaconnect.kms;

import static icaconnect.kms.Keys.CLOSED;
import static icaconnect.kms.Keys.DELEGATING;
import static icaconnect.kms.Keys.FORMER;
import static icaconnect.kms.Keys.KEY;
import static icaconnect.kms.Keys.USER;
import static icaconnect.kms.Keys.disconnect;
import static icaconnect.kms.OurGrantsTest.codes;
import static icaconnect.kms.OurGrantsTest.connect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.code.Code;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import icaconnect.lambda.Json;
import icaconnect.registry.JournalText;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A grant of ours ends when it is to, whatever is known of it by then. */
class OurGrantsTakenBackTest {
  private static final String COPIER = "arn:aws:iam::079623148045:role/x";
  private final Keys lab = new Keys();

  @Test
  void lets_go_of_a_key_that_the_bucket_has_no_more() {
    lab.policies.with(FORMER, CLOSED).with(KEY, DELEGATING);
    lab.run(connect().withFact("kmsKeyArn", FORMER));
    assertThat(lab.grants.all(FORMER)).hasSize(1);

    lab.run(connect());

    assertThat(lab.grants.all(FORMER)).isEmpty();
  }

  @Test
  void ends_the_grant_of_a_deleted_user_that_KMS_shows_by_its_id() {
    lab.policies.with(KEY, CLOSED);
    lab.run(connect());
    var ours = lab.grants.all(KEY).getFirst();
    lab.grants.put(
        KEY,
        new KeyGrant(
            ours.id(),
            ours.name(),
            "AIDAEXAMPLEID12345678",
            ours.operations(),
            ours.context(),
            true));

    lab.run(disconnect());

    assertThat(lab.grants.all(KEY)).isEmpty();
  }

  @Test
  void disconnects_where_the_key_or_the_grant_is_gone() {
    lab.policies.with(KEY, CLOSED);
    lab.run(connect());
    lab.policies.with(KEY, new KeyPolicyFound.Gone());
    lab.grants.answer(new GrantsFound.Gone());

    assertThat(lab.run(disconnect()).path("changed").asBoolean()).isFalse();
  }

  @Test
  void takes_it_back_where_the_record_is_lost() {
    lab.policies.with(KEY, CLOSED).with(FORMER, DELEGATING);
    lab.run(connect().asking("crossAccountCopy", true));
    lab.journal.entries().clear();

    lab.run(disconnect().withFact("userArn", USER));

    assertThat(lab.grants.all(KEY)).isEmpty();
  }

  @Test
  void one_to_a_role_that_nobody_remembers_is_named() {
    String copier = "arn:aws:iam::222233334444:role/copy";
    lab.policies.with(KEY, CLOSED);
    lab.run(connect());
    var ours = lab.grants.all(KEY).getFirst();
    var strange = new KeyGrant("s", ours.name(), copier, ours.operations(), ours.context(), true);
    lab.grants.put(KEY, ours, strange);
    lab.journal.entries().clear();

    var answer = lab.run(disconnect().withFact("userArn", USER));

    assertThat(lab.grants.all(KEY)).containsExactly(strange);
    assertThat(answer.at("/findings/0/code").asText()).isEqualTo("EXEMPTION_LEFT");
    assertThat(answer.at("/findings/0/message").asText()).contains(copier, KEY);
    assertThat(answer.at("/findings/0/remedy").asText()).contains("--grant-id s");
  }

  @Test
  void ends_one_that_the_journal_has_lost() {
    lab.policies.with(KEY, CLOSED);
    lab.run(connect());
    lab.journal.entries().put("kms", Json.parse("{\"keys\":[]}"));
    lab.run(connect().asking("keyAccess", "report"));
    assertThat(lab.grants.all(KEY)).isEmpty();

    lab.run(connect());
    lab.journal
        .entries()
        .put("kms", Json.parse("{\"keys\":[{\"arn\":\"" + KEY + "\",\"loneStatement\":false}]}"));
    lab.run(disconnect().withFact("userArn", USER));
    assertThat(lab.grants.all(KEY)).isEmpty();
  }

  @Test
  void a_policy_that_cannot_be_seen_keeps_no_grant_alive() {
    lab.policies.with(KEY, CLOSED);
    lab.run(connect());
    lab.policies.with(KEY, new KeyPolicyFound.Denied("not authorized"));

    assertThatThrownBy(() -> lab.run(disconnect()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("A statement of ours may still be");
    assertThat(lab.grants.all(KEY)).isEmpty();

    lab.policies.with(KEY, CLOSED);
    lab.run(connect());
    lab.policies.with(KEY, new KeyPolicyFound.Denied("not authorized"));
    lab.run(connect().asking("keyAccess", "report"));
    assertThat(lab.grants.all(KEY)).isEmpty();
  }

  /** The attack: a grant in our name and form on a key of another bucket, that nobody can end. */
  @Test
  void a_key_that_only_the_deployer_names_stops_no_disconnect_by_its_grants() {
    lab.policies.with(KEY, CLOSED).with(FORMER, DELEGATING);
    for (var failure :
        List.of(new Refused(Code.KMS_DENIES_US, "no.", "Ask."), new TryAgain("no."))) {
      for (String action : List.of("kms:RevokeGrant", "kms:ListGrants")) {
        lab.run(connect());
        lab.grants.put(FORMER, like(lab.grants.all(KEY).getFirst(), "theirs", COPIER));
        lab.grants.fail(action, FORMER, failure);

        var answer = lab.run(disconnect());

        assertThat(lab.grants.all(KEY)).isEmpty();
        assertThat(codes(answer)).as(action).containsExactly("EXEMPTION_LEFT");
        assertThat(answer.at("/findings/0/message").asText())
            .contains(FORMER, "IcaConnectKeyUse-", "no.");
      }
    }
  }

  /** The attack: so many that the function's time, or what Step Functions takes, is over. */
  @Test
  void of_thousands_in_our_form_on_a_key_that_only_the_deployer_names_it_ends_and_names_few() {
    lab.policies.with(KEY, CLOSED).with(FORMER, DELEGATING);
    lab.run(connect());
    var ours = lab.grants.all(KEY).getFirst();
    for (int i = 0; i < 1_000; i++) {
      lab.grants.add(FORMER, like(ours, "role" + i, COPIER + i));
      lab.grants.add(FORMER, like(ours, "strange" + i, "arn:aws:iam::111122223333:role/" + i));
    }

    var answer = lab.run(disconnect());

    assertThat(lab.grants.all(KEY)).isEmpty();
    assertThat(lab.grants.all(FORMER)).hasSize(1_980);
    assertThat(codes(answer)).hasSize(21).containsOnly("EXEMPTION_LEFT");
    assertThat(answer.path("findings").findValuesAsText("message"))
        .anySatisfy(message -> assertThat(message).contains("2000 of that name", FORMER));
  }

  @Test
  void says_where_only_the_first_of_its_grants_were_looked_at() {
    lab.policies.with(KEY, CLOSED).with(FORMER, DELEGATING);
    lab.run(connect());
    lab.grants.put(FORMER);
    lab.grants.answerBeginning(new GrantsFound.Beginning(lab.grants.all(KEY)));

    var answer = lab.run(disconnect().withFact("userArn", USER));

    assertThat(codes(answer)).containsExactly("EXEMPTION_LEFT");
    assertThat(answer.at("/findings/0/message").asText())
        .contains(FORMER, "only the first 1 of its grants");
  }

  private static KeyGrant like(KeyGrant grant, String id, String grantee) {
    return new KeyGrant(
        id, grant.name(), grantee, grant.operations(), grant.context(), grant.contextEquals());
  }

  @Test
  void what_is_left_to_the_owner_afterwards_is_named() {
    lab.policies.with(KEY, CLOSED);
    lab.run(connect().asking("crossAccountCopy", true));
    JsonNode sound = lab.journal.entries().get("kms");

    for (String entry : List.of(Json.write(sound), "{\"keys\":[]}", "x")) {
      lab.journal.entries().put("kms", JournalText.read(entry));
      var answer = lab.run(disconnect().asking("verifyOnly", true));

      assertThat(lab.grants.all(KEY)).hasSize(2);
      assertThat(codes(answer)).as(entry).endsWith("EXEMPTION_LEFT");
      assertThat(codes(answer)).hasSize(entry.equals("x") ? 2 : 1);
      assertThat(answer.path("findings").findValuesAsText("message"))
          .last()
          .asString()
          .contains(KEY, "IcaConnectKeyUse-");
    }
  }

  @Test
  void a_statement_that_is_left_to_the_owner_afterwards_is_named_too_and_so_is_what_is_unseen() {
    lab.policies.with(KEY, CLOSED);
    lab.run(Keys.connect());
    lab.journal.entries().put("kms", Json.parse("{\"keys\":[]}"));
    lab.policies.fail("kms:GetKeyPolicy", FORMER, new TryAgain("no answer."));
    lab.grants.fail("kms:ListGrants", FORMER, new TryAgain("no list."));

    var answer = lab.run(disconnect().asking("verifyOnly", true));

    assertThat(answer.path("findings").findValuesAsText("message"))
        .satisfiesExactly(
            unseen -> assertThat(unseen).contains(FORMER, "no answer."),
            unlisted -> assertThat(unlisted).contains(FORMER, "no list."),
            stays -> assertThat(stays).contains(KEY, "IcaConnectKeyUse-", "stays"));
    assertThat(lab.policies.policy(KEY)).isNotEqualTo(CLOSED);
  }
}
