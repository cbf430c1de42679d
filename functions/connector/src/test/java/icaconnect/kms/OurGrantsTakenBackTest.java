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

import icaconnect.failure.Refused;
import icaconnect.lambda.Json;
import org.junit.jupiter.api.Test;

/** A grant of ours ends when it is to, whatever is known of it by then. */
class OurGrantsTakenBackTest {
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

  @Test
  void what_is_left_to_the_owner_afterwards_is_named() {
    lab.policies.with(KEY, CLOSED);
    lab.run(connect());

    var answer = lab.run(disconnect().asking("verifyOnly", true));

    assertThat(codes(answer)).containsExactly("EXEMPTION_LEFT");
    assertThat(answer.at("/findings/0/message").asText()).contains(KEY, "IcaConnectKeyUse-");
  }
}
