package icaconnect.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.ica.StandInFaults.Fault;
import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import icaconnect.localstack.Workflows;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/**
 * Rotations end after each of their states, with the lease in hand; the next one finishes what they
 * left.
 */
@OnLocalStack
@Tag("long")
class RotationDeathsTest {
  private final LocalStack localStack;
  private final Workflows workflows;
  private final LabBucket bucket;
  private final Rotation rotation;
  private final IcaOnLoopback ica;
  private Client client;

  RotationDeathsTest(LocalStack localStack) {
    this.localStack = localStack;
    workflows = new Workflows(localStack);
    bucket = LabBucket.create(localStack);
    rotation = new Rotation(localStack, bucket);
    ica = new IcaOnLoopback(localStack);
    ica.memory()
        .validateBy(
            (key, _) -> rotation.isActive(key.accessKeyId()) ? null : "the key is not active");
  }

  @BeforeEach
  void a_client_uses_the_connection() {
    assertThat(workflows.connect(ica.request(bucket)).text("/icaStatus")).isEqualTo("OK");
    client = new Client(localStack, bucket, rotation);
  }

  @AfterEach
  void no_request_of_the_client_failed() throws InterruptedException {
    client.close();
    ica.close();
    assertThat(client.failures()).isEmpty();
    assertThat(client.requests()).isGreaterThan(10);
    assertThat(ica.contract().problems()).isEmpty();
  }

  @Test
  void after_each_state_of_a_rotation() {
    for (String state : statesOf(rotation.run())) {
      rotation.runKilledAfter(state);
      assertThat(icaHoldsAWorkingKey()).as("ICA works after the death in: %s", state).isTrue();

      assertThat(rotation.run().outcome().path("status").asText())
          .as(state)
          .isIn("ROTATED", "NOTHING_TO_ROTATE");

      assertOneKeyEverywhere(state);
    }
  }

  @Test
  void after_each_state_of_a_rotation_that_gives_up() {
    ica.faults().set(Fault.VALIDATION_ERROR, 1);
    for (String state : statesOf(rotation.run())) {
      ica.faults().set(Fault.VALIDATION_ERROR, 1);
      rotation.runKilledAfter(state);
      ica.faults().clear();
      assertThat(icaHoldsAWorkingKey()).as("ICA works after the death in: %s", state).isTrue();

      rotation.run();

      assertOneKeyEverywhere(state);
    }
  }

  /** In their order; the last one is the end. */
  private Set<String> statesOf(Workflows.Ended ended) {
    var states = new LinkedHashSet<String>();
    workflows.history(ended.arn()).stream()
        .map(HistoryEvent::stateExitedEventDetails)
        .filter(details -> details != null)
        .forEach(details -> states.add(details.name()));
    states.remove("Rotated");
    assertThat(states).hasSizeGreaterThan(10);
    return states;
  }

  private boolean icaHoldsAWorkingKey() {
    return rotation.isActive(
        ica.memory().keyOf("ica-" + bucket.name()).orElseThrow().accessKeyId());
  }

  private void assertOneKeyEverywhere(String state) {
    assertThat(rotation.keys())
        .as(state)
        .hasSize(1)
        .allMatch(key ->
            key.status() == StatusType.ACTIVE
                && key.accessKeyId().equals(rotation.current().accessKeyId()));
    assertThat(rotation.tagged()).as(state).isEqualTo(rotation.current().accessKeyId());
    assertThat(ica.memory().keyOf("ica-" + bucket.name())).as(state).contains(rotation.current());
    assertThat(rotation.labelled("AWSPENDING")).as(state).isEmpty();
  }
}
