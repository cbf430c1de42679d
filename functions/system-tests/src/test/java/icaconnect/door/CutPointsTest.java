package icaconnect.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.door.StandInCloudFormation.Event;
import icaconnect.localstack.Deadline;
import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import icaconnect.localstack.Workflows;
import icaconnect.workflow.Account;
import icaconnect.workflow.LabBucket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/**
 * Stops a workflow after each of its states in turn; then CloudFormation deletes, and nothing may
 * be left.
 */
@OnLocalStack
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CutPointsTest {
  /** Each waits for the function of the stopped execution, so they wait together. */
  private static final int AT_ONCE = 8;

  private static final Duration LONGEST = Duration.ofMinutes(3);
  private static final String CONNECT = "ConnectStateMachineArn";
  private static final String DISCONNECT = "DisconnectStateMachineArn";

  private final LocalStack localStack;
  private final Workflows workflows;
  private final Account account;
  private final StandInCloudFormation cloudFormation;
  private final List<CutPoint> table = new ArrayList<>();
  private ShortWaits shortWaits;

  CutPointsTest(LocalStack localStack) {
    this.localStack = localStack;
    workflows = new Workflows(localStack);
    account = new Account(localStack);
    cloudFormation = new StandInCloudFormation(localStack);
  }

  @BeforeAll
  void wait_shorter() {
    shortWaits = new ShortWaits(localStack);
  }

  @AfterAll
  void print_the_table() {
    shortWaits.close();
    cloudFormation.close();
    System.out.print(CutPoint.head());
    table.forEach(System.out::print);
  }

  @Test
  void a_connect_that_is_stopped_anywhere() throws Exception {
    var properties = Map.<String, Object>of("CrossAccountCopy", "true");
    all(
        states(CONNECT, create(lab(), properties)),
        state -> connectCutAfter("connect", state, lab(), properties));
  }

  @Test
  void a_connect_that_is_stopped_while_it_takes_back_what_failed() throws Exception {
    var states = states(CONNECT, create(failing(), Map.of()));
    // Up to there it is any connect.
    states.removeAll(before("What is to be undone?", states));
    all(states, state -> connectCutAfter("connect that fails", state, failing(), Map.of()));
  }

  @Test
  void a_disconnect_that_is_stopped_anywhere() throws Exception {
    var created = create(lab(), Map.of());
    cloudFormation.answer(created);
    all(states(DISCONNECT, delete(created)), this::disconnectCutAfter);
  }

  private CutPoint connectCutAfter(
      String workflow, String state, LabBucket bucket, Map<String, Object> properties) {
    var remains = Remains.since(account, bucket);
    var created = create(bucket, properties);
    var cut = cut(CONNECT, created, state);
    var answer = cloudFormation.answer(created);
    var present = remains.now();
    var left = leftAfterDelete(created, answer.path("PhysicalResourceId").asText(), remains);
    return cut.point(workflow, state, answer, present, left);
  }

  private CutPoint disconnectCutAfter(String state) {
    var bucket = lab();
    var remains = Remains.since(account, bucket);
    var created = create(bucket, Map.of());
    assertThat(cloudFormation.answer(created).path("Status").asText()).isEqualTo("SUCCESS");
    var deleted = delete(created);
    var cut = cut(DISCONNECT, deleted, state);
    var answer = cloudFormation.answer(deleted);
    var present = remains.now();
    var left = leftAfterDelete(created, "ica-connect:" + bucket.name(), remains);
    return cut.point("disconnect", state, answer, present, left);
  }

  private Set<String> leftAfterDelete(Event created, String physicalId, Remains remains) {
    var answer = cloudFormation.send(created.deletion(physicalId));
    var left = new LinkedHashSet<>(remains.now());
    if (!answer.path("Status").asText().equals("SUCCESS")) {
      left.add("a delete that failed: " + answer.path("Reason").asText());
    }
    return left;
  }

  /** Where an execution was when it was stopped, and whether it was. */
  private record Cut(String stoppedIn, String status) {
    CutPoint point(
        String workflow, String after, JsonNode answer, Set<String> present, Set<String> left) {
      return new CutPoint(
          workflow, after, stoppedIn, status, answer.path("Status").asText(), present, left);
    }
  }

  private Cut cut(String machine, Event event, String state) {
    var arn = execution(machine, event);
    Deadline.catchMoment(
        LONGEST,
        state + " of " + arn,
        () -> newest(arn).stream().anyMatch(e -> exited(e, state) || isEnd(e)));
    workflows.sfn().stopExecution(r -> r.executionArn(arn));
    var ended = workflows.await(arn);
    var last =
        workflows.history(arn).stream()
            .filter(e -> e.stateEnteredEventDetails() != null)
            .reduce((_, e) -> e)
            .orElseThrow();
    return new Cut(last.stateEnteredEventDetails().name(), ended.status().toString());
  }

  /** The states that an undisturbed execution for the event goes through. */
  private Set<String> states(String machine, Event event) {
    cloudFormation.answer(event);
    var arn = execution(machine, event);
    workflows.await(arn);
    var names = new LinkedHashSet<String>();
    workflows.history(arn).stream()
        .filter(e -> e.stateExitedEventDetails() != null)
        .forEach(e -> names.add(e.stateExitedEventDetails().name()));
    assertThat(names).hasSizeGreaterThan(6);
    return names;
  }

  private static List<String> before(String state, Set<String> states) {
    var all = List.copyOf(states);
    assertThat(all).contains(state);
    return all.subList(0, all.indexOf(state));
  }

  private interface Cutting {
    CutPoint after(String state) throws Exception;
  }

  private void all(Set<String> states, Cutting cutting) throws Exception {
    var points = new ArrayList<CutPoint>();
    try (var pool = Executors.newFixedThreadPool(AT_ONCE)) {
      var all =
          pool.invokeAll(
              states.stream()
                  .<Callable<CutPoint>>map(state -> () -> cutting.after(state))
                  .toList());
      for (var point : all) {
        points.add(point.get());
      }
    }
    table.addAll(points);
    assertThat(points)
        .hasSameSizeAs(states)
        .allSatisfy(point -> assertThat(point.left()).as("left after %s", point).isEmpty());
    assertThat(points)
        .as("executions that were really stopped")
        .filteredOn(point -> point.status().equals(ExecutionStatus.ABORTED.toString()))
        .hasSizeGreaterThan(states.size() / 2);
  }

  private Event create(LabBucket bucket, Map<String, Object> properties) {
    var all = new HashMap<>(properties);
    all.put("BucketName", bucket.name());
    var event = Event.create("cut", all);
    cloudFormation.deliver(event);
    return event;
  }

  private Event delete(Event created) {
    var bucket = created.json().at("/ResourceProperties/BucketName").asText();
    var event = created.deletion("ica-connect:" + bucket);
    cloudFormation.deliver(event);
    return event;
  }

  private LabBucket lab() {
    return LabBucket.create(localStack).withConfigurationOfOthers();
  }

  /** A bucket for which the credential cannot be stored, because its secret's name is taken. */
  private LabBucket failing() {
    var bucket = lab();
    account.secrets.createSecret(
        r -> r.name("ica-connect/ica-connect/ica-" + bucket.name()).secretString("theirs"));
    return bucket;
  }

  private String execution(String machine, Event event) {
    return localStack.output(machine).replace(":stateMachine:", ":execution:")
        + ":"
        + event.id().executionName();
  }

  /**
   * Looked at so often that no more than needed is asked for: several states' events, of which one
   * look meets a few.
   */
  private List<HistoryEvent> newest(String arn) {
    try {
      return workflows
          .sfn()
          .getExecutionHistory(r ->
              r.executionArn(arn).reverseOrder(true).includeExecutionData(false).maxResults(30))
          .events();
    } catch (ExecutionDoesNotExistException e) {
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
}
