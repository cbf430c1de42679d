package icaconnect.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.door.StandInCloudFormation.Event;
import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import icaconnect.localstack.Workflows;
import icaconnect.workflow.Account;
import icaconnect.workflow.LabBucket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/**
 * Stops a workflow after each of its states in turn; then CloudFormation deletes, and nothing may
 * be left.
 */
@OnLocalStack
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CutPointsTest {
  /** Each waits a minute for the function of the stopped execution, so they wait together. */
  private static final int AT_ONCE = 6;

  private final LocalStack localStack;
  private final Workflows workflows;
  private final Account account;
  private final StandInCloudFormation cloudFormation;
  private final List<Row> table = new ArrayList<>();

  CutPointsTest(LocalStack localStack) {
    this.localStack = localStack;
    workflows = new Workflows(localStack);
    account = new Account(localStack);
    cloudFormation = new StandInCloudFormation(localStack);
  }

  /** One line of the table. */
  record Row(
      String workflow,
      String after,
      String stoppedIn,
      String status,
      String answer,
      Set<String> present,
      Set<String> left) {
    @Override
    public String toString() {
      return "| %-22s | %-34s | %-34s | %-9s | %-7s | %2d | %s |"
          .formatted(
              workflow,
              after,
              stoppedIn,
              status,
              answer,
              present.size(),
              left.isEmpty() ? "nothing" : left);
    }
  }

  @AfterAll
  void print_the_table() {
    cloudFormation.close();
    System.out.println(
        "| workflow               | stopped after                      | at                                 | execution | answer  | there then | left after the delete |");
    System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
    table.forEach(System.out::println);
  }

  @Test
  void a_connect_that_is_stopped_anywhere() throws Exception {
    var properties = Map.<String, Object>of("CrossAccountCopy", "true");
    all(
        "connect",
        states("ConnectStateMachineArn", create(lab(), properties)),
        state -> connectCutAfter(state, lab(), properties));
  }

  @Test
  void a_connect_that_is_stopped_while_it_takes_back_what_failed() throws Exception {
    all(
        "connect that fails",
        states("ConnectStateMachineArn", create(failing(), Map.of())),
        state -> connectCutAfter(state, failing(), Map.of()));
  }

  @Test
  void a_disconnect_that_is_stopped_anywhere() throws Exception {
    var first = create(lab(), Map.of());
    cloudFormation.answer(first);
    var reference = delete(first);
    all("disconnect", states("DisconnectStateMachineArn", reference), this::disconnectCutAfter);
  }

  private Row connectCutAfter(String state, LabBucket bucket, Map<String, Object> properties) {
    var before = bucket.configuration();
    var theirs = account.tracesOf(bucket.name());
    var created = create(bucket, properties);
    var cut = cut("ConnectStateMachineArn", created, state);
    var answer = cloudFormation.answer(created);
    var present = account.tracesOf(bucket.name());
    var left =
        deleteUntilDone(
            Event.delete(
                "cut-" + bucket.name(),
                answer.path("PhysicalResourceId").asText(),
                properties(bucket, properties)));
    left.addAll(left(bucket, before, theirs));
    return new Row(
        "connect",
        state,
        cut.stoppedIn(),
        cut.status(),
        answer.path("Status").asText(),
        present,
        left);
  }

  private Row disconnectCutAfter(String state) {
    var bucket = lab();
    var before = bucket.configuration();
    var created = create(bucket, Map.of());
    assertThat(cloudFormation.answer(created).path("Status").asText()).isEqualTo("SUCCESS");
    var deleted = delete(created);
    var cut = cut("DisconnectStateMachineArn", deleted, state);
    var answer = cloudFormation.answer(deleted);
    var present = account.tracesOf(bucket.name());
    var left =
        deleteUntilDone(
            Event.delete(
                "cut-" + bucket.name(),
                "ica-connect:" + bucket.name(),
                properties(bucket, Map.of())));
    left.addAll(left(bucket, before, Set.of()));
    return new Row(
        "disconnect",
        state,
        cut.stoppedIn(),
        cut.status(),
        answer.path("Status").asText(),
        present,
        left);
  }

  /** Where an execution was when it was stopped. */
  private record Cut(String stoppedIn, String status) {}

  private Cut cut(String machine, Event event, String state) {
    var arn = execution(machine, event);
    List<HistoryEvent> history;
    do {
      pause();
      history = history(arn);
    } while (history.stream().noneMatch(e -> exited(e, state) || isEnd(e)));
    workflows.sfn().stopExecution(r -> r.executionArn(arn));
    workflows.await(arn);
    var last =
        history(arn).stream()
            .filter(e -> e.stateEnteredEventDetails() != null)
            .reduce((_, e) -> e)
            .orElseThrow();
    return new Cut(
        last.stateEnteredEventDetails().name(), workflows.await(arn).status().toString());
  }

  /** The states that an undisturbed execution for the event goes through. */
  private Set<String> states(String machine, Event event) {
    cloudFormation.answer(event);
    var arn = execution(machine, event);
    workflows.await(arn);
    var names = new LinkedHashSet<String>();
    history(arn).stream()
        .filter(e -> e.stateExitedEventDetails() != null)
        .forEach(e -> names.add(e.stateExitedEventDetails().name()));
    assertThat(names).hasSizeGreaterThan(6);
    return names;
  }

  private interface Cutting {
    Row after(String state) throws Exception;
  }

  private void all(String workflow, Set<String> states, Cutting cutting) throws Exception {
    try (var pool = Executors.newFixedThreadPool(AT_ONCE)) {
      var rows =
          pool.invokeAll(
              states.stream().<Callable<Row>>map(state -> () -> cutting.after(state)).toList());
      for (var row : rows) {
        table.add(row.get());
      }
    }
    assertThat(table)
        .filteredOn(row -> row.workflow().equals(workflow))
        .allSatisfy(row -> assertThat(row.left()).as("left after %s", row).isEmpty());
    assertThat(table)
        .as("executions that were really stopped")
        .anyMatch(row -> row.status().equals(ExecutionStatus.ABORTED.toString()));
  }

  /** What is left besides what was there before. */
  private Set<String> left(LabBucket bucket, LabBucket.Configuration before, Set<String> theirs) {
    var left = new LinkedHashSet<>(account.tracesOf(bucket.name()));
    left.removeAll(theirs);
    if (!bucket.configuration().equals(before)) {
      left.add("configuration of the bucket");
    }
    account
        .record(bucket.name())
        .filter(item -> item.containsKey("leaseOwner"))
        .ifPresent(item -> left.add("lease"));
    account
        .record(bucket.name())
        .filter(item -> item.containsKey("declaredBy"))
        .ifPresent(item -> left.add("owner"));
    return left;
  }

  private Set<String> deleteUntilDone(Event delete) {
    JsonNode answer = cloudFormation.send(delete);
    return answer.path("Status").asText().equals("SUCCESS")
        ? new LinkedHashSet<>()
        : new LinkedHashSet<>(Set.of("a delete that failed: " + answer.path("Reason").asText()));
  }

  private Event create(LabBucket bucket, Map<String, Object> properties) {
    var event = Event.create("cut-" + bucket.name(), properties(bucket, properties));
    cloudFormation.deliver(event);
    return event;
  }

  private Event delete(Event created) {
    var bucket = created.json().at("/ResourceProperties/BucketName").asText();
    var event =
        Event.delete("cut-" + bucket, "ica-connect:" + bucket, Map.of("BucketName", bucket));
    cloudFormation.deliver(event);
    return event;
  }

  private static Map<String, Object> properties(LabBucket bucket, Map<String, Object> more) {
    var properties = new java.util.HashMap<>(more);
    properties.put("BucketName", bucket.name());
    return properties;
  }

  private LabBucket lab() {
    return LabBucket.create(localStack).withConfigurationOfOthers();
  }

  /** A bucket for which the credential cannot be stored, because its secret's name is taken. */
  private LabBucket failing() {
    var bucket = lab();
    account.secrets.createSecret(
        r -> r.name("ica-connect/ica-" + bucket.name()).secretString("theirs"));
    return bucket;
  }

  private String execution(String machine, Event event) {
    return localStack.output(machine).replace(":stateMachine:", ":execution:")
        + ":"
        + event.id().executionName();
  }

  private List<HistoryEvent> history(String arn) {
    try {
      return workflows.history(arn);
    } catch (software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException e) {
      return List.of();
    }
  }

  private static boolean exited(HistoryEvent event, String state) {
    return event.stateExitedEventDetails() != null
        && event.stateExitedEventDetails().name().equals(state);
  }

  private static boolean isEnd(HistoryEvent event) {
    return event.typeAsString().startsWith("Execution")
        && !event.typeAsString().equals("ExecutionStarted");
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(25));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
