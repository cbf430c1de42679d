package icaconnect.bucketpolicy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.policy.GeneratedPolicies;
import icaconnect.rewriting.Neighbour.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A connect that expects a plan writes that plan's edit of the policy, or nothing. */
class AsPlannedProperties {
  private static final Path CORPUS = Path.of("src/test/resources/bucketpolicy");

  /** Every policy that we know, planned, and every other that is there when it is applied. */
  @Test
  @Tag("thorough")
  void on_every_pair_of_the_policies_that_we_know() throws IOException {
    var policies = new ArrayList<Optional<JsonNode>>();
    policies.add(Optional.empty());
    try (var folders = Files.list(CORPUS)) {
      for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
        policies.add(Optional.of(Json.parse(Files.readString(folder.resolve("before.json")))));
      }
    }
    var ends = PlannedEarlier.onPairs(policies, policies, 1);

    assertThat(ends.written()).isGreaterThan(policies.size());
    assertThat(ends.refused()).isGreaterThan(policies.size());
  }

  @Property(tries = 4_000, edgeCases = EdgeCasesMode.NONE)
  void whatever_others_do_between_plan_and_apply_and_while_it_writes(
      @ForAll("policies") JsonNode policy,
      @ForAll("edits") List<Edit> before,
      @ForAll("edits") List<Edit> meanwhile,
      @ForAll("moments") int moment) {
    var lab = new PlannedEarlier(moment % 2 == 0, Optional.of(policy));
    if (!lab.plan()) {
      return;
    }
    JsonNode there = before.isEmpty() ? policy : Edit.all(before, policy, policy);
    lab.neighbour()
        .at(
            moment % 3 == 0 ? Moment.BEFORE_WRITE : Moment.BEFORE_READ,
            moment,
            () ->
                lab.policy()
                    .filter(now -> !meanwhile.isEmpty())
                    .ifPresent(now -> lab.replace(Edit.all(meanwhile, there, now))));
    boolean done = lab.appliedTo(Optional.of(there));

    Statistics.label("ended").collect(done ? lab.writeCount() + " writes" : "refused");
    Statistics.label("refused")
        .collect(!done)
        .coverage(cases -> {
          // One in a hundred at least; of a hundred cases there may be just the one.
          cases.check(true).count((some, all) -> some >= all / 100);
          cases.check(false).count((some, all) -> some >= all / 100);
        });
  }

  @Provide
  Arbitrary<JsonNode> policies() {
    return GeneratedPolicies.policies();
  }

  @Provide
  Arbitrary<List<Edit>> edits() {
    return Arbitraries.randomValue(Edit::random).list().ofMinSize(0).ofMaxSize(2);
  }

  @Provide
  Arbitrary<Integer> moments() {
    return Arbitraries.integers().between(0, 8);
  }
}
