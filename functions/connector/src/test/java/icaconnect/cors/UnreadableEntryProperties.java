package icaconnect.cors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Limits;
import icaconnect.fuzz.HostileEntry;
import icaconnect.registry.InMemoryJournal;
import icaconnect.rewriting.Rewritings;
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
  private static final CorsRule OURS =
      CorsRule.ours("ica-connect:ica-connect:us-east-1", List.of("https://ica.illumina.com"));

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void our_rule_goes_whatever_the_record_says(@ForAll Random random) {
    String entry = HostileEntry.text(List.of("ruleId"), random);
    var cors = new InMemoryCors(List.of(OURS));

    JsonNode report = disconnect(cors, entry);

    assertThat(cors.rules()).as(entry).isEmpty();
    if (HostileEntry.isUnreadable(entry)) {
      assertThat(report.path("findings").findValuesAsText("code"))
          .containsExactly("RECORD_NOT_BELIEVED");
    }
  }

  /** The attack: the id of the time before ids named a stack, which is one of ours too. */
  @Test
  void our_rule_goes_under_the_id_that_it_has() {
    var cors = new InMemoryCors(List.of(OURS));

    disconnect(cors, "{\"ruleId\":\"ica-connect\"}");

    assertThat(cors.rules()).isEmpty();
  }

  private static JsonNode disconnect(InMemoryCors cors, String entry) {
    return Invocation.of(
        new CorsHandler(
            Invocation.STACK,
            cors,
            new InMemoryJournal(),
            Limits.CLOSED,
            Rewritings.atOnce().rewriting()),
        StepInput.disconnect("lab").withEntry("cors", entry).json());
  }
}
