package icaconnect.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.connection.Connection;
import icaconnect.lambda.Json;
import icaconnect.step.AwsAccount;
import icaconnect.step.BucketFacts;
import icaconnect.step.Goal;
import icaconnect.step.Installation;
import icaconnect.step.Step;
import icaconnect.step.Versioning;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * How long it takes to judge a policy for all three principals and all needed actions, from its
 * JSON tree on. Aim: under 1 ms for 20 KB, and linear in the policy's size. Samples, since their
 * median tells the cost also on a machine that is busy with other things, which an average does
 * not.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class JudgementBenchmark {
  private static final long SEED = 7;

  @Param({"1", "2", "5", "10", "20"})
  public int kilobytes;

  private JsonNode policy;
  private IcaRequests requests;

  @Setup
  public void read() {
    policy = policyOf(kilobytes * 1024);
    requests = IcaRequests.of(step(), java.time.Instant.parse("2026-11-25T12:00:00Z"));
  }

  @Benchmark
  public Judgement judge() {
    return Judgement.of(policy, requests);
  }

  /** Only statements about this bucket, mostly Deny, as the properties generate them. */
  private static JsonNode policyOf(int bytes) {
    var random = new Random(SEED);
    ObjectNode policy = Json.MAPPER.createObjectNode().put("Version", "2012-10-17");
    var statements = policy.putArray("Statement");
    while (Json.write(policy).length() < bytes) {
      statements.add(GeneratedPolicies.statement(random));
    }
    if (Json.write(policy).length() > bytes) {
      statements.remove(statements.size() - 1);
    }
    return Json.parse(Json.write(policy));
  }

  private static Step step() {
    ObjectNode request =
        Json.MAPPER
            .createObjectNode()
            .put("bucket", "lab-genomics")
            .put("prefix", "runs/")
            .put("permissions", "extended")
            .put("crossAccountCopy", true);
    return new Step(
        Goal.CONNECT,
        Connection.parse(request),
        BucketFacts.of("us-east-1", Versioning.ENABLED),
        new Installation("ica-connect", new AwsAccount("aws", "111122223333", "us-east-1")),
        Optional.empty(),
        Map.of());
  }

  public static void main(String[] arguments) throws RunnerException {
    new Runner(new OptionsBuilder().include(JudgementBenchmark.class.getSimpleName()).build())
        .run();
  }
}
