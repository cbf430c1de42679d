package icaconnect.secondopinion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.policy.IcaRequests;
import icaconnect.policy.Known;
import icaconnect.policy.PolicyDocument;
import icaconnect.policy.Request;
import icaconnect.policy.Statement;
import icaconnect.policy.Verdict;
import icaconnect.secondopinion.Question.Answer;
import icaconnect.secondopinion.Question.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Our judge beside the simulator on generated policies, in every world of what is unknown: ours
 * must say that a statement applies where it does in all of them, that it doesn't where it does in
 * none, and else that it depends. {@code make differential} judges 100,000.
 */
class DifferentialTest {
  private static final int CASES = Integer.getInteger("differential.cases", 3_000);
  private static final long SEED = Long.getLong("differential.seed", 14);
  private static final int AT_ONCE = 500;
  private static final int SHOWN = 20;

  /**
   * What depends on several unknown facts at once, ours may call undecided: one case in so many.
   */
  private static final int UNDECIDED = 100;

  private final List<IcaRequests> connections =
      List.of(
          Known.requests(Optional.of(Known.USER), Optional.empty(), ""),
          Known.requests(Optional.of(Known.USER), Optional.of(Known.KEY), "runs/"),
          Known.requests(Optional.empty(), Optional.empty(), "runs/"));

  /** A policy of one statement, what ours says of it, and the worlds. */
  private record Case(JsonNode policy, Request request, Verdict ours, PossibleWorlds worlds) {
    JsonNode statement() {
      return PolicyDocument.statementsOf(policy).getFirst();
    }
  }

  @Test
  void agrees_with_the_simulator_in_every_world() {
    var random = new Random(SEED);
    var wrong = new ArrayList<String>();
    var undecided = new ArrayList<String>();
    long worlds = 0;
    int decided = 0;
    try (var simulator = new Simulator()) {
      for (int done = 0; done < CASES; done += AT_ONCE) {
        var cases = new ArrayList<Case>();
        while (cases.size() < Math.min(AT_ONCE, CASES - done)) {
          cases.add(next(random));
        }
        var answers = answers(simulator, cases);
        for (int i = 0; i < cases.size(); i++) {
          var one = cases.get(i);
          worlds += one.worlds().worlds().size();
          decided += one.ours() instanceof Verdict.DependsOn ? 0 : 1;
          difference(one, answers.get(i))
              .ifPresent((one.ours() instanceof Verdict.DependsOn ? undecided : wrong)::add);
        }
      }
    }
    System.out.printf(
        "%,d cases in %,d worlds, seed %d: %,d certain, %,d wrong, %,d undecided without need%n",
        CASES, worlds, SEED, decided, wrong.size(), undecided.size());
    assertThat(wrong.stream().limit(SHOWN)).isEmpty();
    assertThat(undecided).hasSizeLessThan(Math.max(1, CASES / UNDECIDED));
  }

  private Case next(Random random) {
    var connection = connections.get(random.nextInt(connections.size()));
    var request = connection.requests().get(random.nextInt(connection.requests().size()));
    JsonNode policy = new GeneratedStatements(random).policy();
    var statement = Statement.read(policy).getFirst();
    return new Case(
        policy,
        request,
        statement.appliesTo(request),
        PossibleWorlds.of(request, statement.json(), random));
  }

  /** For each case, whether the statement applies, world by world. */
  private static List<boolean[]> answers(Simulator simulator, List<Case> cases) {
    var questions = new ArrayList<Question>();
    var askers = new ArrayList<int[]>();
    var applies = new ArrayList<boolean[]>();
    for (int i = 0; i < cases.size(); i++) {
      applies.add(new boolean[cases.get(i).worlds().worlds().size()]);
      questions(cases.get(i), i, questions, askers);
    }
    var answers = simulator.judge(questions);
    for (int q = 0; q < questions.size(); q++) {
      int[] asker = askers.get(q);
      for (int w = 1; w < asker.length; w++) {
        applies.get(asker[0])[asker[w]] = answers.get(q).get(w - 1) != Answer.NEITHER;
      }
    }
    return applies;
  }

  /** Worlds in which the statement is to be read alike are asked about together. */
  private static void questions(Case one, int index, List<Question> questions, List<int[]> askers) {
    boolean variables = one.policy().path("Version").asText().equals("2012-10-17");
    Map<JsonNode, List<Integer>> alike = new LinkedHashMap<>();
    var worlds = one.worlds().worlds();
    for (int w = 0; w < worlds.size(); w++) {
      JsonNode statement =
          SimulatorDiffers.all(
              one.statement(), one.request().principal(), worlds.get(w), variables);
      if (statement != null) {
        alike.computeIfAbsent(statement, _ -> new ArrayList<>()).add(w);
      }
    }
    alike.forEach((statement, indices) -> {
      var policy = Json.MAPPER.createObjectNode().put("Version", "2012-10-17");
      policy.putArray("Statement").add(statement);
      var who = one.request().principal();
      List<World> asked = indices.stream().map(worlds::get).map(SimulatorDiffers::world).toList();
      questions.add(
          new Question(
              policy, caller(who.arn()), false, one.request().action(), Known.ACCOUNT, asked));
      int[] asker = new int[indices.size() + 1];
      asker[0] = index;
      for (int i = 0; i < indices.size(); i++) {
        asker[i + 1] = indices.get(i);
      }
      askers.add(asker);
    });
  }

  /** A role calls by a session. */
  static String caller(String arn) {
    return arn.contains(":role/")
        ? arn.replace(":iam:", ":sts:").replace(":role/", ":assumed-role/") + "/session"
        : arn;
  }

  private static Optional<String> difference(Case one, boolean[] applies) {
    boolean all = true;
    boolean none = true;
    int yes = -1;
    int no = -1;
    for (int w = 0; w < applies.length; w++) {
      all &= applies[w];
      none &= !applies[w];
      yes = applies[w] ? w : yes;
      no = applies[w] ? no : w;
    }
    boolean right =
        switch (one.ours()) {
          case Verdict.Applies _ -> all;
          case Verdict.DoesNotApply _ -> none;
          case Verdict.DependsOn _ -> !one.worlds().all() || !all && !none;
        };
    if (right) {
      return Optional.empty();
    }
    return Optional.of(
        "%s\n  for %s of %s%n  ours: %s; the simulator: %s%s%n"
            .formatted(
                one.policy(),
                one.request().action(),
                one.request().principal().arn(),
                one.ours(),
                all ? "applies in all worlds" : none ? "applies in none" : "depends",
                (yes >= 0 ? "\n  applies in " + one.worlds().worlds().get(yes) : "")
                    + (no >= 0 ? "\n  not in " + one.worlds().worlds().get(no) : "")));
  }
}
