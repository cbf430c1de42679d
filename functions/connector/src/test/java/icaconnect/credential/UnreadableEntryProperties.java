package icaconnect.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.fuzz.HostileEntry;
import icaconnect.reading.Reads;
import icaconnect.registry.InMemoryJournal;
import icaconnect.registry.JournalText;
import icaconnect.step.Invocation;
import icaconnect.step.StepInput;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The attack: whoever can write one entry of a record has its bucket connected for ever. */
class UnreadableEntryProperties {
  private static final String USER = "ica-lab";
  private static final String SECRET = "ica-connect/ica-connect/ica-lab";
  private static final List<String> FIELDS =
      List.of("userName", "secretName", "accessKeyId", "keysBefore", "at", "storedAt");

  private final InMemoryCredentials account = new InMemoryCredentials();
  private final InMemoryJournal journal = new InMemoryJournal();

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void our_key_and_secret_go_whatever_the_record_says(
      @ForAll boolean ofRotation, @ForAll Random random) {
    connect();
    var written = journal.entries().get("credential");
    String step = ofRotation ? "rotation" : "credential";
    String entry =
        ofRotation
            ? HostileEntry.text(List.of("oldKey", "newKey", "replacedAt", "disabledAt"), random)
            : random.nextBoolean()
                ? HostileEntry.text(FIELDS, random)
                : HostileEntry.spoiling(written, FIELDS, random);

    JsonNode report = disconnect(step, entry);

    assertThat(account.of(USER)).as(entry).isEmpty();
    assertThat(account.describe(SECRET)).as(entry).isEmpty();
    if (HostileEntry.isUnreadable(entry)) {
      assertThat(report.path("findings").findValuesAsText("code"))
          .containsExactly("RECORD_NOT_BELIEVED");
    }
  }

  /** The attack: a time that is none, in an entry that is otherwise ours. */
  @Test
  void an_entry_whose_times_are_none_stops_nothing() {
    for (String field : List.of("at", "storedAt")) {
      connect();

      var report =
          disconnect("credential", "{\"userName\":\"ica-lab\",\"" + field + "\":\"yesterday\"}");

      assertThat(account.of(USER)).isEmpty();
      assertThat(report.at("/findings/0/code").asText()).isEqualTo("RECORD_NOT_BELIEVED");
    }
  }

  /**
   * The attack: a secret's name of the time before names had a stack, under which there is none.
   */
  @Test
  void our_key_goes_though_a_record_looks_for_its_secret_elsewhere() {
    connect();

    disconnect("credential", "{\"userName\":\"ica-lab\",\"secretName\":\"ica-connect/ica-lab\"}");

    assertThat(account.of(USER)).isEmpty();
    assertThat(account.describe(SECRET)).isEmpty();
  }

  private void connect() {
    account.withUser(USER);
    journal.entries().clear();
    Invocation.of(handler(), StepInput.connect("lab").json());
    assertThat(account.of(USER)).hasSize(1);
  }

  private JsonNode disconnect(String step, String entry) {
    journal.entries().put(step, JournalText.read(entry));
    return Invocation.of(
        handler(),
        StepInput.disconnect("lab")
            .withFact("userArn", Invocation.INSTALLATION.userArn(USER))
            .withFact("userBucket", "lab")
            .withJournal(Map.of())
            .withEntry(step, entry)
            .json());
  }

  private CredentialHandler handler() {
    return new CredentialHandler(
        Invocation.STACK,
        account,
        account,
        journal,
        new SecretReaders(List.of()),
        Duration.ofSeconds(60),
        Clock.fixed(InMemoryCredentials.NOW, ZoneOffset.UTC),
        _ -> {},
        Reads::inTurn);
  }
}
