package icaconnect.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.contract.AnnouncementSchema;
import icaconnect.ica.StandInFaults.Fault;
import icaconnect.lambda.Json;
import icaconnect.localstack.Deadline;
import icaconnect.localstack.EventQueue;
import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import icaconnect.localstack.Workflows;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.StatusType;

@OnLocalStack
class RotationTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  private final LocalStack localStack;
  private final Workflows workflows;
  private final LabBucket bucket;
  private final Rotation rotation;
  private final IcaOnLoopback ica;
  private final EventQueue news;
  private final AnnouncementSchema schema = new AnnouncementSchema();

  RotationTest(LocalStack localStack) {
    this.localStack = localStack;
    workflows = new Workflows(localStack);
    bucket = LabBucket.create(localStack);
    rotation = new Rotation(localStack, bucket);
    ica = new IcaOnLoopback(localStack);
    news = EventQueue.ofAnnouncements(localStack);
    ica.memory()
        .validateBy(
            (key, _) -> rotation.isActive(key.accessKeyId()) ? null : "the key is not active");
  }

  @AfterEach
  void the_contract_was_kept() {
    ica.close();
    assertThat(ica.contract().problems()).isEmpty();
  }

  @Test
  void replaces_the_key_everywhere_while_a_client_uses_it() throws InterruptedException {
    connect();
    var old = rotation.current();

    Workflows.Ended ended;
    var client = new Client(localStack, bucket, rotation);
    try (client) {
      ended = rotation.run();
    }

    assertThat(ended.text("/status")).as("%s", ended.outcome()).isEqualTo("ROTATED");
    assertThat(ended.text("/icaStatus")).isEqualTo("OK");
    assertThat(rotation.current()).isNotEqualTo(old);
    assertOneKeyEverywhere();
    assertThat(announced("Access Key Rotated").path("accessKeyId").asText())
        .isEqualTo(rotation.current().accessKeyId());
    assertThat(Json.parse(rotation.recorded("ids").orElseThrow()).path("accessKeyId").asText())
        .isEqualTo(rotation.current().accessKeyId());
    assertThat(client.failures()).isEmpty();
    assertThat(client.requests()).isGreaterThan(10);
    assertThat(workflows.history(ended.arn()).toString())
        .doesNotContain(
            IcaOnLoopback.API_KEY, old.secretAccessKey(), rotation.current().secretAccessKey());
  }

  @Test
  void a_key_that_is_young_enough_is_left_alone() {
    connect();
    var old = rotation.current();

    var ended =
        workflows.await(
            workflows.start(
                "RotateStateMachineArn",
                "{\"bucket\": \"%s\", \"olderThanDays\": 90}".formatted(bucket.name())));

    assertThat(ended.text("/status")).as("%s", ended.outcome()).isEqualTo("NOTHING_TO_ROTATE");
    assertThat(rotation.current()).isEqualTo(old);
  }

  @Test
  void a_key_that_ica_cannot_use_is_withdrawn_and_ica_gets_the_present_one_back() {
    connect();
    var old = rotation.current();
    ica.faults().set(Fault.VALIDATION_ERROR, 1);

    var failed = rotation.run();

    assertThat(failed.error()).as("%s", failed.outcome()).isEqualTo("NotValidated");
    assertThat(failed.text("/failure/message")).contains("Stand-in: the bucket cannot be reached");
    assertThat(rotation.current()).isEqualTo(old);
    assertOneKeyEverywhere();
    assertThat(rotation.recorded("rotationFailure"))
        .hasValueSatisfying(text -> assertThat(text).contains("NotValidated"));
    assertThat(announced("Access Key Rotation Failed").path("error").asText())
        .isEqualTo("NotValidated");
  }

  @Test
  void without_an_api_key_a_person_gives_ica_the_new_key_and_says_so() {
    workflows.connect("{\"bucket\": \"%s\"}".formatted(bucket.name()));
    var old = rotation.current();
    String execution = rotation.start();
    Deadline.await(SOON, "instructions for a person", () -> rotation.recorded("todo").isPresent());

    String todo = rotation.recorded("todo").orElseThrow();
    assertThat(todo)
        .contains("send-task-success", "--version-stage AWSPENDING", "ica-" + bucket.name())
        .doesNotContain(rotation.labelled("AWSPENDING").orElseThrow().secretAccessKey());
    assertThat(announced("Access Key Needs A Person").path("message").asText())
        .contains("get-item", bucket.name());
    assertThat(rotation.run().text("/status")).isEqualTo("ROTATING_ALREADY");
    assertThat(rotation.current()).isEqualTo(old);
    workflows.sfn().sendTaskSuccess(r -> r.taskToken(token(todo)).output("{}"));

    var ended = workflows.await(execution);
    assertThat(ended.text("/status")).as("%s", ended.outcome()).isEqualTo("ROTATED");
    assertThat(rotation.current()).isNotEqualTo(old);
    assertOneKey();
    assertThat(rotation.recorded("todo")).isEmpty();
  }

  @Test
  void a_person_who_cannot_gets_the_new_key_withdrawn() {
    workflows.connect("{\"bucket\": \"%s\"}".formatted(bucket.name()));
    var old = rotation.current();
    String execution = rotation.start();
    Deadline.await(SOON, "instructions for a person", () -> rotation.recorded("todo").isPresent());

    workflows
        .sfn()
        .sendTaskFailure(
            r -> r.taskToken(token(rotation.recorded("todo").orElseThrow())).error("Declined"));

    assertThat(workflows.await(execution).error()).isEqualTo("Declined");
    assertThat(rotation.current()).isEqualTo(old);
    assertOneKey();
  }

  @Test
  void when_nobody_answers_both_keys_keep_working_and_the_next_run_asks_again() {
    workflows.connect("{\"bucket\": \"%s\"}".formatted(bucket.name()));

    assertThat(rotation.run().error()).isEqualTo("NobodyAnswered");

    assertThat(rotation.keys()).hasSize(2).allMatch(key -> key.status() == StatusType.ACTIVE);
    assertThat(rotation.recorded("rotationFailure")).isPresent();
    String pending = rotation.labelled("AWSPENDING").orElseThrow().accessKeyId();
    String execution = rotation.start();
    Deadline.await(SOON, "instructions for a person", () -> rotation.recorded("todo").isPresent());
    workflows
        .sfn()
        .sendTaskSuccess(
            r -> r.taskToken(token(rotation.recorded("todo").orElseThrow())).output("{}"));

    workflows.await(execution);
    assertThat(rotation.current().accessKeyId()).isEqualTo(pending);
    assertOneKey();
  }

  @Test
  void a_bucket_that_is_not_connected_has_no_key_to_rotate() {
    var failed = rotation.run();

    assertThat(failed.error()).isEqualTo("NotConnected");
    assertThat(failed.text("/failure/undone")).isEqualTo("Nothing was changed.");
    assertThat(rotation.recorded("rotator")).isEmpty();
  }

  @Test
  void a_disconnect_in_the_middle_takes_both_keys() {
    connect();
    rotation.runKilledAfter("Make the new key current");
    assertThat(rotation.keys()).hasSize(2);

    var disconnected = workflows.disconnect("{\"bucket\": \"%s\"}".formatted(bucket.name()));

    assertThat(disconnected.text("/status"))
        .as("%s", disconnected.outcome())
        .isEqualTo("DISCONNECTED");
    assertThat(new Account(localStack).tracesOf(bucket.name())).isEmpty();
  }

  private void connect() {
    var connected = workflows.connect(ica.request(bucket));
    assertThat(connected.text("/icaStatus")).as("%s", connected.outcome()).isEqualTo("OK");
  }

  private JsonNode announced(String type) {
    var event =
        news.next(
            type + " of " + bucket.name(),
            one ->
                one.at("/detail/bucket").asText().equals(bucket.name())
                    && one.path("detail-type").asText().equals(type));
    assertThat(schema.problems(type, event.path("detail"))).as("%s", event).isEmpty();
    return event.path("detail");
  }

  private void assertOneKey() {
    assertThat(rotation.keys())
        .hasSize(1)
        .allMatch(key ->
            key.status() == StatusType.ACTIVE
                && key.accessKeyId().equals(rotation.current().accessKeyId()));
    assertThat(rotation.tagged()).isEqualTo(rotation.current().accessKeyId());
    assertThat(rotation.labelled("AWSPENDING")).isEmpty();
    assertThat(rotation.recorded("leaseOwner")).isEmpty();
    assertThat(rotation.recorded("rotator")).isEmpty();
  }

  private void assertOneKeyEverywhere() {
    assertOneKey();
    assertThat(ica.memory().keyOf("ica-" + bucket.name())).contains(rotation.current());
  }

  private static String token(String todo) {
    return todo.replaceFirst("(?s).*?--task-token (\\S+).*", "$1");
  }
}
