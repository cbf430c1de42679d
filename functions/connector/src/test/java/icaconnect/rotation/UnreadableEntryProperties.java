package icaconnect.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import icaconnect.fuzz.HostileEntry;
import icaconnect.registry.JournalText;
import icaconnect.step.Invocation;
import icaconnect.step.StepInput;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The attack: whoever can write one entry of a record has its key never replaced again. */
class UnreadableEntryProperties {
  private static final List<String> FIELDS =
      List.of("oldKey", "newKey", "replacedAt", "disabledAt", "userName", "at", "storedAt");

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void a_rotation_goes_on_or_says_why_not_whatever_the_record_says(
      @ForAll boolean ofKeys, @ForAll Random random) {
    var keys = new InMemoryKeys();
    String step = ofKeys ? "credential" : "rotation";
    String entry = HostileEntry.text(FIELDS, random);
    keys.entries.put(step, JournalText.read(entry));
    for (String act : List.of("prepare", "prove", "promote", "retire", "withdraw")) {
      var input = (ObjectNode) StepInput.connect("lab").withEntry(step, entry).json();
      try {
        var report = Invocation.of(RotationRun.handler(keys), input.put("act", act));
        if (step.equals("rotation") && !act.equals("prove") && HostileEntry.isUnreadable(entry)) {
          assertThat(report.path("findings").findValuesAsText("code"))
              .containsExactly("RECORD_NOT_BELIEVED");
        }
      } catch (Refused | TryAgain answered) {
        assertThat(answered).as(entry).hasMessageContaining(" ");
      }
    }
  }
}
