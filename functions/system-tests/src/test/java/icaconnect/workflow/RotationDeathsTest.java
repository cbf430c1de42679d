package icaconnect.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.ica.AwsCredentials;
import icaconnect.ica.AwsDetails;
import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import icaconnect.localstack.Workflows;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/**
 * Rotations end after each of their states, with the lease in hand; the next one finishes what they
 * left. Meanwhile a client uses the connection.
 */
@OnLocalStack
class RotationDeathsTest {
  /** A rotation mostly waits, so several connections rotate side by side. */
  private static final int AT_ONCE = 5;

  private final LocalStack localStack;
  private final Workflows workflows;
  private final IcaOnLoopback ica;
  private final Map<String, Rotation> rotations = new ConcurrentHashMap<>();
  private final Set<String> refusedOnce = ConcurrentHashMap.newKeySet();

  RotationDeathsTest(LocalStack localStack) {
    this.localStack = localStack;
    workflows = new Workflows(localStack);
    ica = new IcaOnLoopback(localStack);
    ica.memory().validateBy(this::problem);
  }

  @AfterEach
  void the_contract_was_kept() {
    ica.close();
    assertThat(ica.contract().problems()).isEmpty();
  }

  @Test
  void after_each_state_of_a_rotation() throws Exception {
    var states = statesOf(Connected::rotate);

    onSeveralConnections(
        states,
        (connection, state) -> {
          connection.rotation.runKilledAfter(state);
          connection.assertIcaHoldsAWorkingKey(state);

          assertThat(connection.rotate().text("/status"))
              .as(state)
              .isIn("ROTATED", "NOTHING_TO_ROTATE");

          connection.assertOneKeyEverywhere(state);
        });
  }

  @Test
  void after_each_state_of_a_rotation_that_gives_up() throws Exception {
    var states = statesOf(Connected::rotateRefused);

    onSeveralConnections(
        states,
        (connection, state) -> {
          refusedOnce.add(connection.bucket.name());
          connection.rotation.runKilledAfter(state);
          refusedOnce.remove(connection.bucket.name());
          connection.assertIcaHoldsAWorkingKey(state);

          connection.rotate();

          connection.assertOneKeyEverywhere(state);
        });
  }

  private interface Rotating {
    Workflows.Ended by(Connected connection);
  }

  private interface Dying {
    void after(Connected connection, String state);
  }

  /** In their order, of one undisturbed rotation. */
  private Set<String> statesOf(Rotating rotating) throws InterruptedException {
    var states = new LinkedHashSet<String>();
    try (var connection = new Connected()) {
      workflows.history(rotating.by(connection).arn()).stream()
          .map(HistoryEvent::stateExitedEventDetails)
          .filter(details -> details != null)
          .forEach(details -> states.add(details.name()));
    }
    states.remove("Rotated");
    assertThat(states).hasSizeGreaterThan(10);
    return states;
  }

  private void onSeveralConnections(Set<String> states, Dying dying) throws Exception {
    var left = new ConcurrentLinkedQueue<>(states);
    try (var pool = Executors.newFixedThreadPool(AT_ONCE)) {
      var workers =
          IntStream.range(0, AT_ONCE)
              .<Callable<Integer>>mapToObj(_ -> () -> workOff(left, dying))
              .toList();
      int done = 0;
      for (var worker : pool.invokeAll(workers)) {
        done += worker.get();
      }
      assertThat(done).as("deaths").isEqualTo(states.size());
    }
  }

  private int workOff(Queue<String> states, Dying dying) throws InterruptedException {
    int done = 0;
    try (var connection = new Connected()) {
      for (var state = states.poll(); state != null; state = states.poll()) {
        dying.after(connection, state);
        done++;
      }
    }
    return done;
  }

  /** What ICA finds out by using the key; null when nothing is wrong. */
  private String problem(AwsCredentials key, AwsDetails details) {
    if (refusedOnce.remove(details.bucketName())) {
      return "refused, as told";
    }
    return rotations.get(details.bucketName()).isActive(key.accessKeyId())
        ? null
        : "the key is not active";
  }

  /** A registered connection, and a client that uses it until the end. */
  private final class Connected implements AutoCloseable {
    private final LabBucket bucket = LabBucket.create(localStack);
    private final Rotation rotation = new Rotation(localStack, bucket);
    private final Client client;

    Connected() {
      rotations.put(bucket.name(), rotation);
      var connected = workflows.connect(ica.request(bucket));
      assertThat(connected.text("/icaStatus")).as("%s", connected).isEqualTo("OK");
      client = new Client(localStack, bucket, rotation);
    }

    Workflows.Ended rotate() {
      return rotation.run();
    }

    Workflows.Ended rotateRefused() {
      refusedOnce.add(bucket.name());
      var ended = rotation.run();
      assertThat(ended.error()).isEqualTo("NotValidated");
      return ended;
    }

    void assertIcaHoldsAWorkingKey(String state) {
      assertThat(rotation.isActive(inIca().accessKeyId()))
          .as("ICA works after the death in: %s", state)
          .isTrue();
    }

    void assertOneKeyEverywhere(String state) {
      assertThat(rotation.keys())
          .as(state)
          .hasSize(1)
          .allMatch(key ->
              key.status() == StatusType.ACTIVE
                  && key.accessKeyId().equals(rotation.current().accessKeyId()));
      assertThat(rotation.tagged()).as(state).isEqualTo(rotation.current().accessKeyId());
      assertThat(inIca()).as(state).isEqualTo(rotation.current());
      assertThat(rotation.labelled("AWSPENDING")).as(state).isEmpty();
    }

    private AwsCredentials inIca() {
      return ica.memory().keyOf("ica-" + bucket.name()).orElseThrow();
    }

    @Override
    public void close() throws InterruptedException {
      client.close();
      assertThat(client.failures()).isEmpty();
      assertThat(client.requests()).isGreaterThan(10);
    }
  }
}
