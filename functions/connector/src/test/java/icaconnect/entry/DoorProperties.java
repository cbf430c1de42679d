package icaconnect.entry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.entry.ModelAccount.Fate;
import icaconnect.lambda.Json;
import icaconnect.step.Invocation;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Two stacks, three buckets, any operations, any misfortunes. */
class DoorProperties {
  /**
   * One operation on one stack.
   *
   * @param bucket the one to declare; below zero deletes the stack
   * @param fates of the executions that it leads to, one after the other; then all goes well
   */
  record Operation(
      int stack,
      int bucket,
      boolean valid,
      boolean crossAccountCopy,
      List<Fate> fates,
      boolean twice) {}

  @Property(tries = 10_000)
  void any_sequence_ends_in_what_the_last_good_requests_asked_for(
      @ForAll("operations") List<Operation> operations) {
    var world = new World();

    for (var operation : operations) {
      world.operate(operation);
      assertThat(world.account.configured()).as("after %s", operation).isEqualTo(world.wished());
      assertThat(world.owners()).as("after %s", operation).isEqualTo(world.wishedOwners());
    }
  }

  @Provide
  Arbitrary<List<Operation>> operations() {
    var fates = Arbitraries.of(Fate.class).list().ofMaxSize(3);
    return Combinators.combine(
            Arbitraries.integers().between(0, 1),
            Arbitraries.integers().between(-1, 2),
            Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(6, Arbitraries.just(true)),
                net.jqwik.api.Tuple.of(1, Arbitraries.just(false))),
            Arbitraries.of(true, false),
            fates,
            Arbitraries.of(true, false))
        .as(Operation::new)
        .list()
        .ofMaxSize(12);
  }

  /** The account with the door in front of it. */
  private static final class World {
    final ModelAccount account = new ModelAccount();
    private final InMemoryRequests requests = new InMemoryRequests();
    private final Answers answers = new Answers();
    private final Ports ports = new Ports(requests, account, Claims.BELIEVED);
    private final List<ModelStack> stacks =
        List.of(new ModelStack("one", this::provide), new ModelStack("two", this::provide));
    private boolean twice;

    void operate(Operation operation) {
      account.fates(operation.fates());
      twice = operation.twice();
      var stack = stacks.get(operation.stack());
      if (operation.bucket() < 0) {
        stack.delete();
      } else {
        stack.deploy(properties(operation));
      }
    }

    /** What each stack's last good request asked for. */
    Map<String, String> wished() {
      var wished = new TreeMap<String, String>();
      stacks.forEach(stack ->
          stack
              .resource()
              .ifPresent(resource -> {
                var request = ResourceProperties.toRequest(resource.properties());
                assertThat(wished.put(request.path("bucket").asText(), request.toString()))
                    .as("one owner a bucket")
                    .isNull();
              }));
      return wished;
    }

    Map<String, String> wishedOwners() {
      var owners = new TreeMap<String, String>();
      stacks.forEach(stack ->
          stack
              .resource()
              .ifPresent(resource ->
                  owners.put(resource.properties().path("BucketName").asText(), stack.owner())));
      return owners;
    }

    Map<String, String> owners() {
      var owners = new TreeMap<String, String>();
      account
          .registry()
          .forEach((bucket, entry) -> owners.put(bucket, entry.declaredBy().orElseThrow()));
      return owners;
    }

    private JsonNode provide(ObjectNode event) {
      int before = answers.all().size();
      take(event);
      for (var ended = account.next(); ended.isPresent(); ended = account.next()) {
        reply(ended.get());
        if (twice) {
          take(event);
          reply(ended.get());
        }
      }
      assertThat(answers.all()).as("answers to %s", event).hasSize(before + 1);
      return answers.all().getLast();
    }

    private void take(ObjectNode event) {
      Invocation.of(new CustomResourceHandler(() -> ports, answers, Clock.systemUTC()), event);
    }

    private void reply(ModelAccount.Ended ended) {
      var key = RequestId.keyOf(ended.name());
      ended
          .outcome()
          .ifPresent(outcome -> call(said(key, outcome).put("workflow", ended.workflow().wire())));
      if (ended
          .outcome()
          .filter(outcome -> !(outcome instanceof WorkflowOutcome.Failed))
          .isEmpty()) {
        call(broken(ended, ended.outcome().isPresent() ? "FAILED" : "ABORTED"));
      }
    }

    private void call(JsonNode event) {
      Invocation.of(new ReplyHandler(ports, answers, Clock.systemUTC()), event);
    }

    private static ObjectNode said(String key, WorkflowOutcome outcome) {
      var event = Json.MAPPER.createObjectNode().put("key", key);
      switch (outcome) {
        case WorkflowOutcome.Succeeded(var status, var _) ->
            event.putObject("outcome").put("status", status);
        case WorkflowOutcome.Failed(var reason, var traces) ->
            event
                .putObject("outcome")
                .put("status", "FAILED")
                .put("message", reason)
                .put("traces", traces);
      }
      return event;
    }

    private static ObjectNode broken(ModelAccount.Ended ended, String status) {
      var event = Events.sample("reply-execution-aborted");
      event
          .withObject("/detail")
          .put("name", ended.name())
          .put("stateMachineArn", "arn:aws:states:::stateMachine:lab-" + ended.workflow().wire())
          .put("status", status);
      return event;
    }

    private static ObjectNode properties(Operation operation) {
      return Json.MAPPER
          .createObjectNode()
          .put("BucketName", operation.valid() ? "lab-" + operation.bucket() : "NO BUCKET")
          .put("CrossAccountCopy", Boolean.toString(operation.crossAccountCopy()));
    }
  }
}
