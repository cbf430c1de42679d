package icaconnect.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.door.StandInCloudFormation.Event;
import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import icaconnect.workflow.Account;
import icaconnect.workflow.LabBucket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Handlers that throw an Error: CloudFormation gets its answer, and its delete leaves nothing. */
@OnLocalStack
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DyingFunctionsTest {
  private static final int AT_ONCE = 8;

  private final LocalStack localStack;
  private final Account account;
  private final StandInCloudFormation cloudFormation;

  DyingFunctionsTest(LocalStack localStack) {
    this.localStack = localStack;
    account = new Account(localStack);
    cloudFormation = new StandInCloudFormation(localStack);
  }

  @AfterAll
  void close() {
    cloudFormation.close();
  }

  /** A connection with a step that throws an Error. */
  private final class Victim {
    private final List<String> functions;
    private final String goal;
    private final LabBucket bucket = LabBucket.create(localStack).withConfigurationOfOthers();
    private final Remains remains = Remains.since(account, bucket);
    private final Event create = Event.create("dying", Map.of("BucketName", bucket.name()));
    private JsonNode answer;
    private Set<String> present;
    private CutPoint point;

    Victim(String goal, String... functions) {
      this.functions = List.of(functions);
      this.goal = goal;
    }

    /** A step that dies in a connect dies again when the connect is taken back. */
    String deadlyCall() {
      return bucket.name() + "/" + (goal.equals("connect") ? "" : goal);
    }

    void create() {
      answer = cloudFormation.insist(create);
      present = remains.now();
    }

    void delete() {
      answer = cloudFormation.insist(create.deletion(physicalId()));
      present = remains.now();
    }

    void end() {
      var deleted = cloudFormation.insist(create.deletion(physicalId()));
      assertThat(deleted.path("Status").asText()).as("%s", deleted).isEqualTo("SUCCESS");
      point =
          new CutPoint(
              goal,
              "an Error in " + String.join(" and ", functions),
              "",
              "",
              status(),
              present,
              remains.now());
      // What was delivered more than once may still come, and must not find a bucket to connect.
      bucket.delete();
    }

    String status() {
      return answer.path("Status").asText();
    }

    String physicalId() {
      return answer.path("PhysicalResourceId").asText();
    }
  }

  @Test
  void steps_that_throw_an_error() throws Exception {
    var connecting =
        Stream.of("inspect", "cors", "bucket-policy", "iam", "credential", "verify", "registration")
            .map(function -> new Victim("connect", function))
            .collect(Collectors.toCollection(ArrayList::new));
    // Both branches of the workflow fail.
    connecting.add(new Victim("connect", "cors", "credential"));
    var disconnecting =
        Stream.of("inspect", "cors", "bucket-policy", "iam", "credential")
            .map(function -> new Victim("disconnect", function))
            .toList();
    var victims = Stream.concat(connecting.stream(), disconnecting.stream()).toList();
    together(disconnecting, Victim::create);
    assertThat(disconnecting)
        .allSatisfy(victim -> assertThat(victim.status()).isEqualTo("SUCCESS"));

    var sabotages = new ArrayList<Sabotage>();
    try {
      for (var function :
          Set.copyOf(victims.stream().flatMap(v -> v.functions.stream()).toList())) {
        sabotages.add(new Sabotage(localStack, function, deadlyCalls(victims, function)));
      }
      together(connecting, Victim::create);
      together(disconnecting, Victim::delete);
    } finally {
      sabotages.forEach(Sabotage::close);
    }
    together(victims, Victim::end);
    var points = victims.stream().map(victim -> victim.point).toList();

    System.out.print(CutPoint.head());
    points.forEach(System.out::print);
    assertThat(victims)
        .allSatisfy(victim -> {
          assertThat(victim.status()).as("%s", victim.answer).isEqualTo("FAILED");
          // LocalStack may give the next call to an environment that is about to end.
          assertThat(victim.answer.path("Reason").asText())
              .containsAnyOf("sabotaged", "Runtime exited");
        });
    assertThat(points).allSatisfy(point -> assertThat(point.left()).as("%s", point).isEmpty());
  }

  @Test
  void the_function_that_takes_requests() {
    var victim = new Victim("connect", "custom-resource");
    var lambda = localStack.client(LambdaClient.builder());
    var function = LocalStack.STACK + "-custom-resource";
    // Not three times: Lambda waits one and two minutes in between.
    lambda.updateFunctionEventInvokeConfig(r -> r.functionName(function).maximumRetryAttempts(0));
    try (var sabotage = new Sabotage(localStack, "custom-resource", List.of(victim.deadlyCall()))) {
      victim.create();
    } finally {
      lambda.updateFunctionEventInvokeConfig(r -> r.functionName(function).maximumRetryAttempts(2));
    }
    assertThat(victim.status()).isEqualTo("FAILED");
    assertThat(victim.answer.path("Reason").asText()).contains("could not be taken");

    victim.end();
    assertThat(victim.point.left()).isEmpty();
  }

  private static List<String> deadlyCalls(List<Victim> victims, String function) {
    return victims.stream()
        .filter(victim -> victim.functions.contains(function))
        .map(Victim::deadlyCall)
        .toList();
  }

  private static void together(List<Victim> victims, Consumer<Victim> act) throws Exception {
    try (var pool = Executors.newFixedThreadPool(AT_ONCE)) {
      var all =
          pool.invokeAll(
              victims.stream()
                  .map(victim -> Executors.callable(() -> act.accept(victim)))
                  .toList());
      for (var one : all) {
        one.get();
      }
    }
  }
}
