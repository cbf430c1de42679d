package icaconnect.kms;

import static icaconnect.kms.Keys.CLOSED;
import static icaconnect.kms.Keys.KEY;
import static icaconnect.kms.Keys.USER;
import static icaconnect.kms.Keys.disconnect;
import static icaconnect.kms.OurGrantsTest.codes;
import static icaconnect.kms.OurGrantsTest.connect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Limits;
import icaconnect.connection.NamePattern;
import icaconnect.failure.TryAgain;
import icaconnect.lambda.Json;
import icaconnect.step.StepInput;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A grant whose making was not answered, or that KMS does not list yet, for minutes. */
class UnlistedGrantsTest {
  private static final String COPIER = "arn:aws:iam::079623148045:role/ica_use1_crossacct";

  private final Keys lab = new Keys();

  @Test
  void finds_again_what_it_made_when_the_answer_was_lost() {
    lab.policies.with(KEY, CLOSED);
    lab.grants.loseAnAnswer();
    assertThatThrownBy(() -> lab.run(connect())).isInstanceOf(TryAgain.class);
    assertThat(lab.journal.entries().get("kms").at("/keys/0/grantees/0").asText()).isEqualTo(USER);

    lab.run(connect());
    assertThat(lab.grants.all(KEY)).hasSize(1);
    assertThat(lab.grants.writes()).containsExactly("kms:CreateGrant");

    lab.grants.loseAnAnswer();
    assertThatThrownBy(() -> lab.run(disconnect())).isInstanceOf(TryAgain.class);
    assertThat(lab.run(disconnect()).path("changed").asBoolean()).isFalse();
    assertThat(lab.grants.all(KEY)).isEmpty();
  }

  @Test
  void a_death_between_journal_and_grant_leaves_nothing() {
    lab.policies.with(KEY, CLOSED);
    lab.grants.loseAnAnswer();
    assertThatThrownBy(() -> lab.run(connect())).isInstanceOf(TryAgain.class);
    lab.grants.put(KEY);

    var answer = lab.run(disconnect());

    assertThat(answer.path("changed").asBoolean()).as("nobody knows of any").isFalse();
    assertThat(lab.grants.all(KEY)).isEmpty();
  }

  @Test
  void one_that_KMS_does_not_list_yet_ends_by_the_id_that_it_was_made_with() {
    lab.policies.with(KEY, CLOSED);
    lab.run(connect().asking("crossAccountCopy", true));
    assertThat(lab.journal.entries().get("kms").at("/keys/0/made").properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder(USER, COPIER);
    lab.grants.lag();

    assertThat(lab.run(connect()).path("changed").asBoolean()).isTrue();
    assertThat(lab.grants.all(KEY)).extracting(KeyGrant::grantee).containsExactly(USER);
    var answer = lab.run(disconnect());

    assertThat(lab.grants.all(KEY)).isEmpty();
    assertThat(answer.at("/changes/0/what").asText()).endsWith(" of " + USER);
    lab.at(Keys.NOW.plusSeconds(300));
    assertThat(lab.run(disconnect()).path("changed").asBoolean()).isFalse();
    assertThat(lab.run(disconnect().asking("mode", "plan")).path("changes")).isEmpty();
  }

  @Test
  void one_whose_making_was_never_answered_is_asked_for_by_making_it_again_and_ends() {
    lab.policies.with(KEY, CLOSED);
    lab.grants.loseAnAnswer();
    assertThatThrownBy(() -> lab.run(connect())).isInstanceOf(TryAgain.class);
    lab.grants.lag();

    lab.run(disconnect());

    assertThat(lab.grants.all(KEY)).isEmpty();
    assertThat(lab.grants.writes())
        .containsExactly("kms:CreateGrant", "kms:CreateGrant", "kms:RevokeGrant");
  }

  @Test
  void a_retry_finds_the_one_that_is_not_listed_yet_and_makes_no_other() {
    lab.policies.with(KEY, CLOSED);
    lab.grants.loseAnAnswer();
    assertThatThrownBy(() -> lab.run(connect())).isInstanceOf(TryAgain.class);
    lab.grants.lag();

    lab.run(connect());

    String id = lab.grants.all(KEY).getFirst().id();
    assertThat(lab.grants.all(KEY)).hasSize(1);
    assertThat(lab.journal.entries().get("kms").at("/keys/0/made").path(USER).path("id").asText())
        .isEqualTo(id);
  }

  /** The attack: whoever can write the record calls somebody else's grant one of ours. */
  @Test
  void a_grant_of_theirs_that_a_record_calls_ours_does_not_end_and_is_said() {
    var theirs =
        new KeyGrant(
            "g-theirs",
            "volume",
            "arn:aws:iam::111122223333:role/ec2",
            Set.of("Decrypt", "CreateGrant"),
            Map.of(),
            false);
    lab.policies.with(KEY, CLOSED);
    lab.granting(theirs);
    var forged =
        new JournalEntry.Key(
            KEY, false, List.of(USER), Map.of(USER, new JournalEntry.Grant("g-theirs", 0)));

    for (var input : List.of(Keys.connect(), disconnect())) {
      lab.journal.enter("lab", null, "kms", Json.tree(new JournalEntry(List.of(forged))));
      assertThat(codes(lab.run(input))).contains("RECORD_NOT_BELIEVED");
    }

    assertThat(lab.grants.all(KEY)).containsExactly(theirs);
  }

  /** The attack: one forged entry has a grant made that nobody asked for, to learn its id. */
  @Test
  void no_grant_is_made_for_whom_a_record_alone_names() {
    for (String who :
        List.of(
            "arn:aws:iam::079623148045:role/anything",
            "arn:aws:iam::666666666666:role/x",
            "arn:aws:iam::666666666666:user/ica-lab",
            "arn:aws-cn:iam::111122223333:user/ica-lab",
            "arn:aws:iam::111122223333:user/ica-connect/ica-connect/us-east-1/ica-other",
            "arn:aws:iam::111122223333:user/illumina-admin",
            "arn:aws:iam::111122223333:role/admin",
            "AROAEXAMPLEID12345678")) {
      for (var input : List.of(disconnect(), Keys.connect())) {
        lab.policies.with(KEY, CLOSED);
        isNotAskedFor(input, who);
      }
    }
  }

  /** The attack: the request of a disconnect names the role, too. */
  @Test
  void no_grant_is_made_for_a_role_that_the_deployer_does_not_let_in() {
    lab.policies.with(KEY, CLOSED);
    String stranger = "arn:aws:iam::666666666666:role/x";

    isNotAskedFor(disconnect().asking("crossAccountRoleArn", stranger), stranger);
  }

  private void isNotAskedFor(StepInput input, String who) {
    lab.journal.enter("lab", null, "kms", entry(who));

    var report = lab.run(input);

    assertThat(lab.grants.writes()).as(who).isEmpty();
    assertThat(codes(report)).as(who).contains("RECORD_NOT_BELIEVED");
    assertThat(report.path("findings").findValuesAsText("message").toString()).contains(who);
  }

  private static JsonNode entry(String grantee) {
    return new JournalEntry(List.of(new JournalEntry.Key(KEY, false, List.of(grantee), Map.of())))
        .toJson();
  }

  @Test
  void what_was_asked_for_is_looked_for_by_the_deployers_limits_too() {
    String partner = "arn:aws:iam::666666666666:role/partner";
    var request = disconnect().asking("crossAccountRoleArn", partner);

    lab.within(new Limits(NamePattern.of(partner), Optional.empty(), Optional.empty()));
    lab.policies.with(KEY, CLOSED);
    lab.journal.enter("lab", null, "kms", entry(partner));
    lab.grants.lag();

    assertThat(codes(lab.run(request))).isEmpty();
    assertThat(lab.grants.writes()).containsExactly("kms:CreateGrant", "kms:RevokeGrant");
  }

  @Test
  void what_nobody_can_ask_for_again_is_said_and_a_grantee_that_is_gone_is_nobody() {
    lab.policies.with(KEY, CLOSED);
    lab.grants.loseAnAnswer();
    assertThatThrownBy(() -> lab.run(connect())).isInstanceOf(TryAgain.class);
    lab.grants.lag();

    lab.grants.answerRecall(new KeyGrants.Recalled.Unknown("not authorized"));
    var answer = lab.run(disconnect());
    assertThat(codes(answer)).containsExactly("EXEMPTION_LEFT");
    assertThat(answer.at("/findings/0/message").asText()).contains(KEY, USER, "not authorized");

    lab.grants.answerRecall(new KeyGrants.Recalled.None());
    assertThat(codes(lab.run(disconnect()))).isEmpty();
  }

  @Test
  void one_that_KMS_does_not_find_is_gone_when_it_is_older_than_five_minutes_and_not_before() {
    lab.policies.with(KEY, CLOSED);
    lab.run(connect());
    lab.grants.put(KEY);

    lab.at(Keys.NOW.plusSeconds(299));
    assertThatThrownBy(() -> lab.run(disconnect()))
        .isInstanceOf(TryAgain.class)
        .hasMessageContaining("or not yet");
    lab.at(Keys.NOW.plusSeconds(300));
    assertThat(lab.run(disconnect()).path("changed").asBoolean()).isFalse();
  }
}
