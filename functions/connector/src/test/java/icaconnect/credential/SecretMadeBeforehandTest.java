package icaconnect.credential;

import static icaconnect.credential.InMemoryCredentials.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icaconnect.connection.Ours;
import icaconnect.failure.Refused;
import icaconnect.lambda.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The attack: who may make and tag secrets, and put policies on them, has one ready under the name
 * that the connection's will have, which lets them read; the connect puts the live key there.
 */
class SecretMadeBeforehandTest extends CredentialScene {
  private static final String LETS_THEM_READ =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "secretsmanager:*",
       "Principal": {"AWS": "arn:aws:iam::111122223333:role/curious"}, "Resource": "*"}]}
      """;

  @Test
  void no_new_key_goes_into_a_secret_that_no_record_names() {
    for (var somebody : List.of(List.<String>of(), readers)) {
      readers = somebody;
      account.withUser(USER).withSecretOf(SECRET, "lab", null);

      for (String policy : List.of("{}", LETS_THEM_READ)) {
        account.withPolicy(SECRET, policy);
        assertThatThrownBy(this::plan).hasMessageStartingWith("SECRET_NOT_OURS: ");
        assertThatThrownBy(this::connect)
            .isInstanceOf(Refused.class)
            .hasMessageStartingWith("SECRET_NOT_OURS: ")
            .hasMessageContaining("aws secretsmanager delete-secret --secret-id " + SECRET);
        assertThat(account.writes()).isEmpty();
      }
    }
  }

  /** Else a key that is deleted later could never be made anew. */
  @Test
  void a_connect_after_a_lost_record_names_the_secret_whose_key_it_keeps() {
    for (var somebody : List.of(List.<String>of(), readers)) {
      readers = somebody;
      account.withUser(USER);
      connect();
      connect(Map.of());

      assertThat(journal.entries()).containsKey("credential");
    }
  }

  @Test
  void a_record_about_another_secret_or_another_user_does_not_name_it() {
    account.withUser(USER).withSecretOf(SECRET, "lab", "AKIAGONE");
    for (var entry :
        List.of(
            JournalledCredential.kept(USER, "AKIAGONE").in("ica-connect/ica-connect/ica-other"),
            JournalledCredential.kept("ica-other", "AKIAGONE").in(SECRET),
            JournalledCredential.kept(USER, "AKIAGONE"))) {
      journal.enter("lab", null, "credential", entry.write());

      assertThatThrownBy(this::connect).hasMessageStartingWith("SECRET_NOT_OURS: ");
    }
    assertThat(account.writes()).isEmpty();
  }

  @Test
  void a_secret_without_this_installations_tag_is_not_ours_whatever_a_record_says() {
    account.withKey(USER, "AKIAOURS", NOW);
    journal.enter(
        "lab", null, "credential", JournalledCredential.kept(USER, "AKIAOURS").in(SECRET).write());
    for (Map<String, String> tags :
        List.of(
            Map.of(Ours.BUCKET_TAG, "lab", StoredCredential.KEY_TAG, "AKIAOURS"),
            Map.of(
                Ours.BUCKET_TAG,
                "lab",
                Ours.INSTALLATION_TAG,
                "dev/us-east-1",
                StoredCredential.KEY_TAG,
                "AKIAOURS"))) {
      account.withSecret(SECRET, tags);

      assertThatThrownBy(this::connect).hasMessageStartingWith("SECRET_NOT_OURS: ");
    }
  }

  @Test
  void no_new_key_goes_into_a_secret_of_ours_that_lets_others_in() {
    connectedWithItsKeyGone();
    account.withPolicy(SECRET, LETS_THEM_READ);

    assertThatThrownBy(this::connect)
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("SECRET_OPEN_TO_OTHERS: ")
        .hasMessageContaining("role/curious");
    assertThat(account.writes()).isEmpty();
  }

  @Test
  void no_new_key_goes_into_a_secret_under_a_kms_key_that_is_not_this_stacks() {
    connectedWithItsKeyGone();
    account.underKey(SECRET, "arn:aws:kms:us-east-1:111122223333:key/theirs");

    assertThatThrownBy(this::connect)
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("SECRET_NOT_OURS: ")
        .hasMessageContaining("key/theirs");
    assertThat(account.writes()).isEmpty();
  }

  /** The key is there already: what lets others in is said, and nothing of theirs is touched. */
  @Test
  void a_secret_that_lets_others_in_is_said_with_each_plan_and_connect() {
    account.withUser(USER);
    connect();
    account.withPolicy(SECRET, LETS_THEM_READ);
    readers = List.of();

    for (var report : List.of(plan(), connect())) {
      assertThat(report.at("/findings/0/code").asText()).isEqualTo("SECRET_OPEN_TO_OTHERS");
      assertThat(report.at("/findings/0/message").asText()).contains("role/curious");
      assertThat(report.path("changed").asBoolean()).isFalse();
    }
  }

  /** The attack: a statement so long that the finding of it is left out of the answer. */
  @Test
  void a_secret_that_lets_others_in_is_said_however_long_the_statement_is() {
    account.withUser(USER);
    connect();
    account.withPolicy(
        SECRET, LETS_THEM_READ.replace("role/curious", "role/" + "curious".repeat(2_700)));
    readers = List.of();

    assertThat(plan().path("findings").findValuesAsText("code"))
        .containsExactly("SECRET_OPEN_TO_OTHERS");
  }

  /** A retry is given the journal that its first try was given. */
  @Test
  void a_secret_that_an_interrupted_try_has_made_is_gone_on_with() {
    account.withUser(USER).failStoring(new IllegalStateException("no storing today"));
    var asFirst = Map.copyOf(journal.entries());
    assertThatThrownBy(this::connect).hasMessage("no storing today");
    assertThat(account.describe(SECRET)).isPresent();
    account.failStoring(null);
    var entered = Map.copyOf(journal.entries());

    for (var given : List.of(asFirst, entered)) {
      connect(given);
      assertThat(account.stored(SECRET)).isPresent();
      account.delete(USER, account.stored(SECRET).orElseThrow().accessKeyId());
    }
  }

  /** An audit's rebuilt record has no journal; the key itself says whose the secret is. */
  @Test
  void a_secret_with_the_users_key_needs_no_record() {
    account.withUser(USER);
    connect();
    journal.entries().clear();

    assertThat(connect().path("changed").asBoolean()).isFalse();
  }

  private void connectedWithItsKeyGone() {
    account.withUser(USER);
    connect();
    account.delete(USER, account.stored(SECRET).orElseThrow().accessKeyId());
    now = now.plusSeconds(61);
    account.actions().clear();
    assertThat(Json.write(plan())).contains("a key that is gone");
  }
}
