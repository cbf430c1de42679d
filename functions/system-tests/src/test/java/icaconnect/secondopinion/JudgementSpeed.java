package icaconnect.secondopinion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import icaconnect.lambda.Json;
import icaconnect.policy.IcaRequests;
import icaconnect.policy.Judgement;
import icaconnect.policy.Known;
import icaconnect.policy.PolicyDocument;
import icaconnect.secondopinion.Question.World;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A policy of 20 KB for all requests of a connection: our judge, which answers for every world at
 * once, beside the simulator in one world. Not a test by name: {@code make bench} runs it.
 */
class JudgementSpeed {
  private static final int BYTES = 20 * 1024;
  private static final int WARM = 2_000;
  private static final int ROUNDS = 500;
  private static final int SIMULATED = 30;

  @Test
  void beside_the_simulator() {
    var ica = Known.requests(Optional.empty(), Optional.empty(), "runs/");
    JsonNode policy = policy();
    for (int i = 0; i < WARM; i++) {
      Judgement.of(policy, ica);
    }
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    double ours = median(ROUNDS, () -> Judgement.of(policy, ica));
    long allocated = (threads.getCurrentThreadAllocatedBytes() - before) / ROUNDS;
    try (var simulator = new Simulator()) {
      var questions = questions(policy, ica);
      double its = median(SIMULATED, () -> simulator.judge(questions));
      System.out.printf(
          "%n| %,d bytes, %d statements, %d requests | ms | KB allocated |%n| --- | ---: | ---: |%n"
              + "| ours, all worlds | %.2f | %,d |%n| the simulator, one world | %.1f | |%n",
          Json.write(policy).length(),
          policy.path("Statement").size(),
          ica.requests().size(),
          ours,
          allocated / 1024,
          its);
    }
  }

  private static double median(int rounds, Runnable work) {
    var times = new long[rounds];
    for (int i = 0; i < rounds; i++) {
      long start = System.nanoTime();
      work.run();
      times[i] = System.nanoTime() - start;
    }
    Arrays.sort(times);
    return times[rounds / 2] / 1e6;
  }

  private static List<Question> questions(JsonNode policy, IcaRequests ica) {
    var questions = new ArrayList<Question>();
    for (var request : ica.requests()) {
      questions.add(
          new Question(
              policy,
              request.principal().arn(),
              request.action(),
              Known.ACCOUNT,
              List.of(
                  new World(
                      "arn:aws:s3:::lab-genomics/runs/1.bam",
                      Map.of("aws:principalarn", request.principal().arn())))));
    }
    return questions;
  }

  private static JsonNode policy() {
    var statements = new GeneratedStatements(new Random(7));
    ObjectNode policy = Json.MAPPER.createObjectNode().put("Version", "2012-10-17");
    var list = policy.putArray("Statement");
    while (Json.write(policy).length() < BYTES) {
      list.add(PolicyDocument.statementsOf(statements.policy()).getFirst());
    }
    list.remove(list.size() - 1);
    return Json.parse(Json.write(policy));
  }
}
