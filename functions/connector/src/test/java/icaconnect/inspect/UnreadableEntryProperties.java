package icaconnect.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.fuzz.HostileEntry;
import icaconnect.step.StepInput;
import java.util.List;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The attack: whoever can write one entry of a record has its bucket connected for ever. */
class UnreadableEntryProperties extends InspectScene {
  private static final List<String> STEPS =
      List.of("cors", "bucketPolicy", "kms", "iam", "credential", "registration", "rotation", "x");

  /** It is the first that is sent the entries, and needs none. */
  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void a_disconnect_begins_whatever_the_record_says(@ForAll Random random) {
    var input = StepInput.disconnect("lab");
    for (String step : STEPS) {
      input.withEntry(step, HostileEntry.text(List.of("userName", "policyName"), random));
    }

    assertThat(inspect(PLAIN, input).at("/facts/exists").asBoolean()).isTrue();
  }
}
