package icaconnect.registration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.credential.JournalledCredential;
import java.time.Instant;
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

  @Test
  void disconnect_says_nothing_of_ica_where_there_never_was_a_key_to_register() {
    var input = input("disconnect", "apply");
    input.withObject("/journal").put("cors", "{}");

    assertThat(invoke(input).path("findings")).isEmpty();
    assertThat(invoke(input("disconnect", "apply")).path("findings")).isEmpty();
  }
}
