package icaconnect.registration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.credential.JournalledCredential;
import icaconnect.step.Invocation;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a disconnect says of what stays in ICA. */
class LeftInIcaTest extends RegistrationScene {
  @Test
  void disconnect_names_what_stays_in_ica_without_asking_it() {
    connect();
    ica.writes.clear();

    JsonNode report = invoke(input("disconnect", "apply"));

    assertThat(ica.writes).isEmpty();
    assertThat(report.path("changed").asBoolean()).isFalse();
    assertThat(report.path("findings").path(0).path("message").asText())
        .contains(
            CONFIGURATION + " (configuration-0)", "ica-lab-reads (credential-0)", "no delete");
  }

  @Test
  void disconnect_names_what_a_person_may_have_made_with_the_connections_key() {
    var input = input("disconnect", "apply");
    input
        .withObject("/journal")
        .put(
            "credential",
            JournalledCredential.stored("ica-lab-reads", "AKIA1", Instant.EPOCH)
                .write()
                .toString());

    assertThat(invoke(input).path("findings").path(0).path("message").asText())
        .contains("ica-lab-reads (if somebody made it)");
  }

  /** The attack: whoever spoils the entry of the key has nobody hear of what stays in ICA. */
  @Test
  void disconnect_names_it_also_where_nobody_can_read_of_the_key() {
    for (String entry : List.of("x", "\"x\"", "[]", "null")) {
      var input = input("disconnect", "apply");
      input.withObject("/journal").put("credential", entry);

      assertThat(invoke(input).path("findings").findValuesAsText("code"))
          .as(entry)
          .containsExactly("ICA_KEEPS_REGISTRATION");
    }
  }

  /** As after the way out of a record that stops a request, which takes the journal away. */
  @Test
  void disconnect_names_it_also_where_the_record_is_lost_and_our_user_is_left() {
    for (String bucket : List.of("lab-reads", "other")) {
      var input = input("disconnect", "apply");
      input
          .withObject("/facts")
          .put("userArn", Invocation.INSTALLATION.userArn("ica-lab-reads"))
          .put("userBucket", bucket);

      assertThat(invoke(input).path("findings").findValuesAsText("code"))
          .isEqualTo(bucket.equals("other") ? List.of() : List.of("ICA_KEEPS_REGISTRATION"));
    }
  }

  @Test
  void disconnect_says_nothing_of_ica_where_there_never_was_a_key_to_register() {
    var input = input("disconnect", "apply");
    input.withObject("/journal").put("cors", "{}");

    assertThat(invoke(input).path("findings")).isEmpty();
    assertThat(invoke(input("disconnect", "apply")).path("findings")).isEmpty();
  }

  /** The first connect made the user and failed before the key: no record of it can be lost. */
  @Test
  void disconnect_says_nothing_of_ica_where_the_record_is_older_than_our_user_and_has_no_key() {
    for (boolean found : List.of(false, true)) {
      var input = input("disconnect", "apply");
      input
          .withObject("/facts")
          .put("userArn", Invocation.INSTALLATION.userArn("ica-lab-reads"))
          .put("userBucket", "lab-reads");
      input.withObject("/journal").put("iam", "{\"userFound\":" + found + "}");

      assertThat(invoke(input).path("findings").findValuesAsText("code"))
          .isEqualTo(found ? List.of("ICA_KEEPS_REGISTRATION") : List.of());
    }
  }
}
