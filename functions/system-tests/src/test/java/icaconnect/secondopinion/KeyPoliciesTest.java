package icaconnect.secondopinion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.kms.KnownKeys;
import icaconnect.lambda.Json;
import icaconnect.localstack.Checkout;
import icaconnect.policy.Request;
import icaconnect.policy.Statement;
import icaconnect.policy.Verdict;
import icaconnect.secondopinion.Question.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Our judge beside the simulator on the corpus of key policies, before and after, statement by
 * statement, in every world of what is unknown.
 */
class KeyPoliciesTest {
  private static final Path CORPUS = Checkout.file("functions/connector/src/test/resources/kms");
  private static final String ACCOUNT = "111122223333";
  private static final Random RANDOM = new Random(16);

  private record Case(
      String name,
      Request request,
      Statement statement,
      boolean variables,
      PossibleWorlds worlds) {}

  @Test
  void the_simulator_agrees_on_every_statement() throws IOException {
    var cases = cases();
    var wrong = new ArrayList<String>();
    try (var simulator = new Simulator()) {
      for (Case one : cases) {
        List<Boolean> applies =
            simulator.judge(questions(one)).stream()
                .map(answers -> answers.getFirst() != Answer.NEITHER)
                .toList();
        boolean all = !applies.contains(false) && applies.size() == one.worlds().worlds().size();
        boolean none = !applies.contains(true);
        Verdict ours = one.statement().appliesTo(one.request());
        boolean right =
            switch (ours) {
              case Verdict.Applies _ -> all;
              case Verdict.DoesNotApply _ -> none;
              case Verdict.DependsOn _ -> !all && !none || !one.worlds().all();
            };
        if (!right) {
          wrong.add(
              "%s: %s of %s by %s: ours %s, all %s, none %s"
                  .formatted(
                      one.name(),
                      one.request().action(),
                      one.request().principal().arn(),
                      one.statement().json(),
                      ours,
                      all,
                      none));
        }
      }
    }
    System.out.printf("%,d statements asked about, %,d differ%n", cases.size(), wrong.size());
    assertThat(cases).hasSizeGreaterThan(1_000);
    assertThat(wrong).isEmpty();
  }

  private static List<Question> questions(Case one) {
    var questions = new ArrayList<Question>();
    var who = one.request().principal();
    for (var world : one.worlds().worlds()) {
      JsonNode statement =
          SimulatorDiffers.all(one.statement().json(), who, world, one.variables());
      if (statement != null) {
        var policy = Json.MAPPER.createObjectNode().put("Version", "2012-10-17");
        policy.putArray("Statement").add(statement);
        questions.add(
            new Question(
                policy,
                caller(who.arn()),
                one.request().action(),
                ACCOUNT,
                List.of(SimulatorDiffers.world(statement, world))));
      }
    }
    return questions;
  }

  /** A role calls by a session. */
  private static String caller(String arn) {
    return arn.contains(":role/")
        ? arn.replace(":iam:", ":sts:").replace(":role/", ":assumed-role/") + "/session"
        : arn;
  }

  private static List<Case> cases() throws IOException {
    var cases = new ArrayList<Case>();
    try (var folders = Files.list(CORPUS)) {
      for (Path folder : folders.sorted().toList()) {
        var requests = KnownKeys.requests(read(folder.resolve("case.json")));
        for (String file : List.of("before.json", "after.json")) {
          if (Files.exists(folder.resolve(file))) {
            JsonNode policy = read(folder.resolve(file));
            boolean variables = policy.path("Version").asText().equals("2012-10-17");
            for (Statement statement : Statement.read(policy)) {
              for (Request request : requests) {
                cases.add(
                    new Case(
                        folder.getFileName() + "/" + file,
                        request,
                        statement,
                        variables,
                        PossibleWorlds.of(request, statement.json(), RANDOM)));
              }
            }
          }
        }
      }
    }
    return cases;
  }

  private static JsonNode read(Path file) throws IOException {
    return Json.parse(Files.readString(file));
  }
}
