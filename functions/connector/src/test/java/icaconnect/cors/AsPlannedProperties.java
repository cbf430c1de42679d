package icaconnect.cors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Limits;
import icaconnect.failure.Refused;
import icaconnect.failure.TryAgain;
import icaconnect.registry.InMemoryJournal;
import icaconnect.rewriting.Neighbour.Moment;
import icaconnect.rewriting.Rewritings;
import icaconnect.step.Invocation;
import icaconnect.step.OwnedBucket;
import icaconnect.step.StepInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import net.jqwik.api.statistics.Statistics;

/** A connect that expects a plan writes that plan's edit of the rules, or nothing. */
@Domain(AnyCors.class)
@Domain(DomainContext.Global.class)
class AsPlannedProperties {
  private static final String ID = "ica-connect:ica-connect:us-east-1";

  @Property(tries = 10_000)
  void whatever_rules_are_there_by_then(
      @ForAll @Size(max = 3) List<CorsRule> planned,
      @ForAll @Size(max = 3) List<CorsRule> others,
      @ForAll @IntRange(max = 4) int kind) {
    var ours = CorsRule.ours(ID, List.of("https://ica.illumina.com"));
    var between = new ArrayList<>(kind == 0 ? others : planned);
    switch (kind) {
      case 1 -> between.addAll(others);
      case 2 -> between.addAll(0, others);
      case 3 -> between.add(ours);
      default -> {}
    }
    var lab = new Lab(planned);
    JsonNode report = lab.run(connect().asking("mode", "plan"));
    var edit = edit(planned, rules(report.at("/documents/0/after")));

    lab.cors.set(between);
    lab.cors.neighbour().forget();
    lab.cors.neighbour().at(Moment.BEFORE_READ, 2 + kind, () -> lab.cors.set(others));
    boolean refused = false;
    try {
      lab.run(
          connect()
              .asking(
                  "expectedPlan",
                  String.join(
                      " ", report.path("writes").valueStream().map(JsonNode::asText).toList())));
    } catch (Refused | TryAgain e) {
      refused = true;
    }

    assertThat(lab.edits).allSatisfy(one -> assertThat(one).isEqualTo(edit));
    Statistics.label("refused")
        .collect(refused)
        .coverage(cases -> {
          cases.check(true).percentage(share -> share > 5);
          cases.check(false).percentage(share -> share > 5);
        });
  }

  private static StepInput connect() {
    return StepInput.connect("my-lab-data");
  }

  private static List<CorsRule> rules(JsonNode list) {
    return list.valueStream()
        .map(one -> icaconnect.lambda.Json.MAPPER.convertValue(one, CorsRule.class))
        .toList();
  }

  private static Map<CorsRule, Integer> edit(List<CorsRule> before, List<CorsRule> after) {
    var parts = new TreeMap<CorsRule, Integer>(java.util.Comparator.comparing(CorsRule::toString));
    before.forEach(rule -> parts.merge(rule, -1, Integer::sum));
    after.forEach(rule -> parts.merge(rule, 1, Integer::sum));
    parts.values().removeIf(count -> count == 0);
    return parts;
  }

  private static final class Lab implements CorsPort {
    private final InMemoryCors cors;
    private final List<Map<CorsRule, Integer>> edits = new ArrayList<>();
    private final InMemoryJournal journal = new InMemoryJournal();

    Lab(List<CorsRule> rules) {
      cors = new InMemoryCors(rules);
      // Our record stands, so that a rule of ours is ours.
      journal
          .entries()
          .put("cors", icaconnect.lambda.Json.MAPPER.createObjectNode().put("ruleId", ID));
    }

    JsonNode run(StepInput input) {
      var handler =
          new CorsHandler(
              Invocation.STACK, this, journal, Limits.CLOSED, Rewritings.settling().rewriting());
      return Invocation.of(handler, input.withJournal(journal.entries()).json());
    }

    @Override
    public List<CorsRule> read(OwnedBucket bucket) {
      return cors.read(bucket);
    }

    @Override
    public void write(OwnedBucket bucket, List<CorsRule> rules) {
      edits.add(edit(cors.rules(), rules));
      cors.write(bucket, rules);
    }
  }
}
