package icaconnect.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Limits;
import icaconnect.fuzz.HostileEntry;
import icaconnect.registry.InMemoryJournal;
import icaconnect.step.Invocation;
import icaconnect.step.StepInput;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The attack: whoever can write one entry of a record has its bucket connected for ever. */
class UnreadableEntryProperties {
  private static final List<String> FIELDS =
      List.of("userName", "policyName", "userAdopted", "policyAdopted", "userFound");

  private final InMemoryJournal journal = new InMemoryJournal();

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void our_user_and_policy_go_whatever_the_record_says(@ForAll Random random) {
    var iam = connected();
    String entry =
        random.nextBoolean()
            ? HostileEntry.text(FIELDS, random)
            : HostileEntry.spoiling(journal.entries().get("iam"), FIELDS, random);

    JsonNode report = disconnect(iam, entry);

    assertThat(iam.contents()).as(entry).isEmpty();
    if (HostileEntry.isUnreadable(entry)) {
      assertThat(report.path("findings").findValuesAsText("code"))
          .containsExactly("RECORD_NOT_BELIEVED");
    }
  }

  /**
   * The attack: an entry as this application writes them, of a user or a policy that is not there.
   */
  @Test
  void our_user_and_policy_go_though_a_record_names_nobody() {
    for (String entry :
        List.of(
            "{\"userName\":\"nobody\",\"policyName\":\"nobody\"}",
            "{\"userName\":\"ica-lab\",\"policyName\":\"nobody\"}",
            "{\"userName\":\"nobody\",\"policyName\":\"ica-bucket-lab\"}")) {
      var iam = connected();

      JsonNode report = disconnect(iam, entry);

      assertThat(iam.contents()).as(entry).isEmpty();
      assertThat(report.path("findings").findValuesAsText("code"))
          .as(entry)
          .containsExactly("RECORD_NOT_BELIEVED");
    }
  }

  /** Both are at our path with our tag: no record makes them somebody else's. */
  @Test
  void our_user_and_policy_go_though_a_record_calls_them_adopted() {
    var iam = connected();
    String entry =
        journal
            .entries()
            .get("iam")
            .toString()
            .replace("\"userAdopted\":false", "\"userAdopted\":true")
            .replace("\"policyAdopted\":false", "\"policyAdopted\":true");

    disconnect(iam, entry);

    assertThat(iam.contents()).isEmpty();
  }

  private InMemoryIam connected() {
    var iam = new InMemoryIam();
    Invocation.of(
        new IamHandler(Invocation.STACK, iam, journal, Limits.CLOSED),
        StepInput.connect("lab").json());
    assertThat(iam.contents()).hasSize(2);
    return iam;
  }

  private JsonNode disconnect(InMemoryIam iam, String entry) {
    return Invocation.of(
        new IamHandler(Invocation.STACK, iam, journal, Limits.CLOSED),
        StepInput.disconnect("lab").withEntry("iam", entry).json());
  }
}
