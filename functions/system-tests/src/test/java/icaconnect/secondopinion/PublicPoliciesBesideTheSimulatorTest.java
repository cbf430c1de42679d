package icaconnect.secondopinion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.policy.PolicyDocument;
import icaconnect.policy.PublicPolicy;
import icaconnect.policy.PublicPolicy.Kind;
import icaconnect.policy.Request;
import icaconnect.secondopinion.Question.Answer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What is written as right about the published policies, beside the simulator: in every world of
 * the unknown facts, statement by statement.
 */
class PublicPoliciesBesideTheSimulatorTest {
  @Test
  void the_simulator_agrees_with_what_is_written_as_right() {
    var differences = new ArrayList<String>();
    try (var simulator = new Simulator()) {
      PublicPolicy.all()
          .forEach(each -> {
            simulator
                .errors(each.policy())
                .forEach(error -> differences.add(each.name() + " " + error));
            for (Request request : each.ica().requests()) {
              Set<Kind> possible = possible(simulator, each, request);
              Kind right = each.right(request).kind();
              if (!possible.equals(
                      right == Kind.DEPENDS ? Set.of(Kind.ALLOWED, Kind.DENIED) : Set.of(right))
                  && !(right == Kind.NOT_GRANTED
                      && !possible.equals(Set.of(Kind.ALLOWED))
                      && !possible.equals(Set.of(Kind.DENIED)))) {
                differences.add(
                    "%s: %s of %s is %s, and the simulator says %s"
                        .formatted(
                            each.name(),
                            request.action(),
                            request.principal().label(),
                            right,
                            possible));
              }
            }
          });
    }
    assertThat(differences).isEmpty();
  }

  /** What may become of a request, in all worlds together. */
  private static Set<Kind> possible(Simulator simulator, PublicPolicy each, Request request) {
    var worlds = PossibleWorlds.of(request, everything(each.policy()), new Random(1)).worlds();
    boolean variables = each.policy().path("Version").asText().equals("2012-10-17");
    boolean[] denied = new boolean[worlds.size()];
    boolean[] allowed = new boolean[worlds.size()];
    var questions = new ArrayList<Question>();
    var asked = new ArrayList<List<Integer>>();
    for (JsonNode statement : PolicyDocument.statementsOf(each.policy())) {
      Questions.about(statement, variables, request, worlds, questions, asked);
    }
    var answers = simulator.judge(questions);
    for (int q = 0; q < questions.size(); q++) {
      for (int w = 0; w < asked.get(q).size(); w++) {
        int world = asked.get(q).get(w);
        denied[world] |= answers.get(q).get(w) == Answer.DENIED;
        allowed[world] |= answers.get(q).get(w) == Answer.ALLOWED;
      }
    }
    boolean another = !request.principal().names().contains("111122223333");
    var kinds = new HashSet<Kind>();
    for (int w = 0; w < worlds.size(); w++) {
      kinds.add(denied[w] ? Kind.DENIED : another && !allowed[w] ? Kind.NOT_GRANTED : Kind.ALLOWED);
    }
    return kinds;
  }

  /** One statement that speaks of all that the policy's statements speak of. */
  private static JsonNode everything(JsonNode policy) {
    var all = icaconnect.lambda.Json.MAPPER.createObjectNode();
    var resources = all.putArray("Resource");
    var condition = all.putObject("Condition");
    int n = 0;
    for (JsonNode statement : PolicyDocument.statementsOf(policy)) {
      for (String element : List.of("Resource", "NotResource")) {
        PolicyDocument.listOf(statement.path(element)).forEach(resources::add);
      }
      for (var block : statement.path("Condition").properties()) {
        condition.set(n++ + block.getKey(), block.getValue());
      }
    }
    return all;
  }
}
