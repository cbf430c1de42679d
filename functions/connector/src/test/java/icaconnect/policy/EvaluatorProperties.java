package icaconnect.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

class EvaluatorProperties {
  private static final List<String> ACTIONS =
      List.of("s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:ListBucket");

  @Property(tries = 60_000, edgeCases = EdgeCasesMode.NONE)
  void agrees_with_the_naive_evaluator_in_every_possible_world(
      @ForAll("statements") JsonNode statement, @ForAll long seed) {
    var random = new Random(seed);
    Principal principal = Bystanders.ALL.get(random.nextInt(Bystanders.ALL.size()));
    Request request = request(principal, random);
    Verdict verdict = Statement.read(0, statement, true).appliesTo(request);
    for (int i = 0; i < 3; i++) {
      var world = Worlds.of(request, statement, random);
      boolean applies = NaiveEvaluator.applies(statement, world);
      assertThat(verdict)
          .describedAs("%s in %s", statement, world)
          .isNotEqualTo(Verdict.of(!applies));
    }
  }

  @Property(tries = 30_000, edgeCases = EdgeCasesMode.NONE)
  void is_certain_where_everything_is_known(
      @ForAll("statements") JsonNode statement, @ForAll long seed) {
    var random = new Random(seed);
    Principal principal = Bystanders.ALL.get(random.nextInt(Bystanders.ALL.size()));
    var world = Worlds.of(request(principal, random), statement, random);
    Verdict verdict = Statement.read(0, statement, true).appliesTo(known(world));
    assertThat(verdict)
        .describedAs("%s in %s", statement, world)
        .isEqualTo(Verdict.of(NaiveEvaluator.applies(statement, world)));
    Statistics.collect(verdict == Verdict.APPLIES);
    Statistics.coverage(covered -> covered.check(true).percentage(share -> share > 5));
  }

  private static Request request(Principal principal, Random random) {
    String action = ACTIONS.get(random.nextInt(ACTIONS.size()));
    String bucket = "arn:aws:s3:::lab-genomics";
    Target target =
        action.equals("s3:ListBucket")
            ? new Target.Exact(bucket)
            : new Target.Under(bucket + "/" + (random.nextBoolean() ? "" : "runs/"));
    return Request.of(principal, action, target, Map.of());
  }

  /** The world as a request of which every key that matters is known or known to be absent. */
  private static Request known(NaiveEvaluator.World world) {
    var facts = new java.util.HashMap<String, Fact>();
    for (String key :
        List.of(
            "aws:principalarn",
            "aws:userid",
            "aws:username",
            "aws:principalaccount",
            "aws:securetransport",
            "aws:sourcevpce",
            "aws:sourcevpc",
            "aws:sourceip",
            "aws:principalorgid",
            "aws:multifactorauthpresent",
            "s3:x-amz-server-side-encryption",
            "aws:tokenissuetime",
            "s3:tlsversion",
            "aws:currenttime")) {
      var values = world.keys().get(key);
      facts.put(key, values == null ? Fact.ABSENT : new Fact.Known(values));
    }
    return Request.of(world.principal(), world.action(), new Target.Exact(world.resource()), facts);
  }

  @Provide
  Arbitrary<JsonNode> statements() {
    return GeneratedPolicies.statements();
  }
}
