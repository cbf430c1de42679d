package icaconnect.cors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.connection.Limits;
import icaconnect.fuzz.Hostile;
import icaconnect.fuzz.HostileEntry;
import icaconnect.lambda.Json;
import icaconnect.registry.InMemoryJournal;
import icaconnect.rewriting.Rewritings;
import icaconnect.step.Invocation;
import icaconnect.step.StepInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/**
 * Whatever the registry says: each rule that is written is one of theirs, unchanged, or our own.
 */
@Domain(AnyCors.class)
@Domain(DomainContext.Global.class)
class HostileJournalProperties {
  private static final String ID = "ica-connect:ica-connect:us-east-1";

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void no_rule_of_theirs_goes_by_what_a_record_says(
      @ForAll @Size(max = 5) List<CorsRule> theirs, @ForAll Random random) {
    JsonNode entry = entry(theirs, random);
    for (boolean connected : List.of(true, false)) {
      var rules = new ArrayList<>(theirs);
      if (connected) {
        rules.addFirst(CorsRule.ours(ID, List.of("https://ica.illumina.com")));
      }
      for (var input : List.of(StepInput.connect("lab"), StepInput.disconnect("lab"))) {
        var cors = new InMemoryCors(rules);
        var handler =
            new CorsHandler(
                Invocation.STACK,
                cors,
                new InMemoryJournal(),
                Limits.CLOSED,
                Rewritings.atOnce().rewriting());
        JsonNode report = Invocation.of(handler, input.withJournal(Map.of("cors", entry)).json());

        assertThat(cors.rules().stream().filter(rule -> !rule.is(ID)).toList())
            .as("by %s", entry)
            .isEqualTo(theirs);
        assertThat(report.path("findings").findValuesAsText("code").contains("RECORD_NOT_BELIEVED"))
            .isEqualTo(
                HostileEntry.isUnreadable(Json.write(entry))
                    || Optional.ofNullable(entry.path("ruleId").textValue())
                        .filter(id -> !id.equals(ID) && !id.equals("ica-connect"))
                        .isPresent());
      }
    }
  }

  private static JsonNode entry(List<CorsRule> theirs, Random random) {
    ObjectNode entry = Hostile.object(List.of("ruleId", "ID"), random);
    if (!theirs.isEmpty() && random.nextBoolean()) {
      theirs.get(random.nextInt(theirs.size())).id().ifPresent(id -> entry.put("ruleId", id));
    }
    return random.nextInt(10) == 0 ? Json.tree(List.of(entry)) : entry;
  }
}
