package icaconnect.credential;

import static icaconnect.credential.InMemoryCredentials.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.step.Invocation;
import icaconnect.step.StepInput;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The attack: whoever can write the record names in it what is another connection's. */
class HostileJournalTest extends CredentialScene {
  private static final List<String> FUTURE =
      List.of("9999-01-01T00:00:00Z", "+1000000000-12-31T23:59:59Z");

  private static final String OWN =
      "arn:aws:iam::111122223333:user/ica-connect/ica-connect/us-east-1/";

  @Test
  void another_connections_key_is_not_deleted_by_what_a_record_says() {
    account.withUser(USER).withKey("ica-other", "AKIAOTHER", NOW);
    var stored =
        JournalledCredential.stored("ica-other", "AKIAOTHER", NOW).in("ica-connect/ica-connect/x");
    var unfinished = JournalledCredential.creating("ica-other", List.of(), NOW);

    for (var forged : List.of(stored, unfinished)) {
      journal.enter("lab", null, "credential", forged.write());
      var report = disconnect();
      assertThat(report.at("/findings/0/code").asText()).isEqualTo("RECORD_NOT_BELIEVED");
      assertThat(report.at("/findings/0/message").asText()).contains("ica-other");
      connect();
      disconnect();
    }

    assertThat(account.of("ica-other")).extracting(AccessKey::id).containsExactly("AKIAOTHER");
  }

  /**
   * The attack: a key that IAM does not list, stored in the year 9999, is waited for until then.
   */
  @Test
  void a_key_that_a_record_stores_in_the_future_is_not_waited_for() {
    for (String time : FUTURE) {
      account.withUser(USER);
      connect();
      String gone = account.stored(SECRET).orElseThrow().accessKeyId();
      account.delete(USER, gone);
      var entry = (ObjectNode) journal.entries().get("credential").deepCopy();
      journal.enter("lab", null, "credential", entry.put("storedAt", time));

      var report = connect();

      assertThat(report.at("/outputs/accessKeyId").asText()).isNotEqualTo(gone);
      assertThat(account.of(USER)).hasSize(1);
      assertThat(report.path("findings").findValuesAsText("code"))
          .containsExactly("RECORD_NOT_BELIEVED");
      disconnect();
    }
  }

  @Test
  void a_user_whose_tag_names_another_bucket_is_not_this_connections() {
    account.withKey(USER, "AKIAOTHER", NOW);
    journal.enter("lab", null, "credential", JournalledCredential.kept(USER, "AKIAOTHER").write());

    Invocation.of(
        handler(),
        StepInput.disconnect("lab")
            .withFact("userArn", OWN + USER)
            .withFact("userBucket", "other")
            .withJournal(journal.entries())
            .json());

    assertThat(account.of(USER)).hasSize(1);
  }

  /** The attack: code in Inspect says that another connection's user is this one's. */
  @Test
  void another_connections_key_is_not_deleted_by_what_inspect_and_a_record_say_together() {
    account
        .withKey("ica-other", "AKIAOTHER", NOW)
        .withSecretOf("ica-connect/ica-connect/ica-other", "other", "AKIAOTHER");
    for (String secret :
        List.of("ica-connect/ica-connect/ica-other", "ica-connect/ica-other", "x")) {
      for (String name : List.of("ica-other", "ica-lab")) {
        journal.enter(
            "lab",
            null,
            "credential",
            JournalledCredential.kept("ica-other", "AKIAOTHER").in(secret).write());

        var report =
            Invocation.of(
                handler(),
                StepInput.disconnect("lab")
                    .asking("userName", name)
                    .withFact("userArn", OWN + "ica-other")
                    .withFact("userBucket", "lab")
                    .withJournal(journal.entries())
                    .json());

        assertThat(account.of("ica-other")).as(secret).hasSize(1);
        assertThat(report.path("findings").findValuesAsText("code"))
            .containsExactly("RECORD_NOT_BELIEVED");
      }
    }
  }

  /** A first connect that failed leaves no wish, and who disconnects may not know its names. */
  @Test
  void a_user_that_only_the_record_names_is_this_connections_where_its_tag_says_so() {
    for (var bucket : List.of("other", "lab")) {
      account.withKey("lab_ica", "AKIAOURS", NOW);
      journal.enter(
          "lab", null, "credential", JournalledCredential.kept("lab_ica", "AKIAOURS").write());

      Invocation.of(
          handler(),
          StepInput.disconnect("lab")
              .withFact("userArn", OWN + "lab_ica")
              .withFact("userBucket", bucket)
              .withJournal(journal.entries())
              .json());

      assertThat(account.of("lab_ica").isEmpty()).isEqualTo(bucket.equals("lab"));
    }
  }

  @Test
  void a_secret_that_a_record_alone_calls_ours_is_not_looked_at() {
    account.withUser(USER).withSecretOf("ica-connect/ica-connect/ica-other", "other", "AKIAOTHER");
    journal.enter(
        "lab",
        null,
        "credential",
        JournalledCredential.kept(USER, "AKIA1").in("ica-connect/ica-connect/ica-other").write());

    assertThat(connect().at("/outputs/secretArn").asText())
        .isEqualTo(InMemoryCredentials.arn(SECRET));
  }
}
