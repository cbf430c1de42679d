package icaconnect.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;
import icaconnect.localstack.Checkout;
import icaconnect.localstack.Deadline;
import icaconnect.localstack.EventQueue;
import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import icaconnect.localstack.Workflows;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Tag;

@OnLocalStack
class EventDoorTest {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final LocalStack localStack;
  private final Workflows workflows;
  private final Account account;
  private final EventBridgeClient events;
  private final EventQueue putAside;

  EventDoorTest(LocalStack localStack) {
    this.localStack = localStack;
    workflows = new Workflows(localStack);
    account = new Account(localStack);
    events = localStack.client(EventBridgeClient.builder());
    putAside = EventQueue.at(localStack, localStack.output("EventDeadLetterQueueUrl"));
  }

  @Test
  void a_requested_bucket_is_connected_and_disconnected() throws IOException {
    var bucket = LabBucket.create(localStack);

    put("ica.connect", sample("requested-connect.json", bucket));
    awaitState(bucket, "CONNECTED");
    put("ica.connect", sample("requested-disconnect.json", bucket));
    awaitNoRecord(bucket);

    assertThat(account.tracesOf(bucket.name())).isEmpty();
  }

  @Test
  void a_tagged_bucket_is_connected_and_disconnected_by_its_present_tags() throws IOException {
    events.listRules(r -> r.namePrefix(LocalStack.STACK)).rules().stream()
        .filter(rule -> rule.name().contains("TagRule"))
        .forEach(rule -> events.enableRule(r -> r.name(rule.name())));
    var bucket = LabBucket.create(localStack);
    var s3 = localStack.client(S3Client.builder());

    s3.putBucketTagging(r ->
        r.bucket(bucket.name())
            .tagging(t -> t.tagSet(tag("ica-connect", "true"), tag("ica-connect-prefix", "ica/"))));
    put("aws.tag", sample("tagged-connect.json", bucket));
    awaitState(bucket, "CONNECTED");
    assertThat(account.record(bucket.name()).orElseThrow().get("wish").s()).contains("ica/");

    s3.deleteBucketTagging(r -> r.bucket(bucket.name()));
    put(
        "aws.tag",
        sample("tagged-connect.json", bucket)); // late, and says "true": the present tags decide
    awaitNoRecord(bucket);
  }

  @Test
  void what_cannot_be_understood_is_put_aside_with_its_reason() {
    String mark = "lab-" + System.nanoTime();
    put(
        "ica.connect",
        event(
            "Bucket Connection Requested",
            "{\"bucket\": \"%s\", \"prefix\": \"/\"}".formatted(mark)));

    var message = putAside.next("the malformed event", one -> one.toString().contains(mark));

    assertThat(message.path("reason").asText()).startsWith("MALFORMED: ").contains("prefix");
    assertThat(message.at("/event/detail/bucket").asText()).isEqualTo(mark);
  }

  @Test
  void a_second_delivery_starts_nothing_and_an_older_event_is_put_aside() {
    var bucket = LabBucket.create(localStack);
    var now = Instant.parse("2026-01-01T12:00:00Z");
    String connect = delivered("one-" + bucket.name(), now, "connect", bucket);

    var first = workflows.await(workflows.start("ReceiveStateMachineArn", connect));
    var ended = workflows.await(first.text("/started"));
    var again = workflows.await(workflows.start("ReceiveStateMachineArn", connect));
    var older =
        workflows.await(
            workflows.start(
                "ReceiveStateMachineArn",
                delivered("two-" + bucket.name(), now.minusSeconds(1), "disconnect", bucket)));

    assertThat(ended.text("/status")).isEqualTo("CONNECTED");
    assertThat(again.text("/heardBefore")).startsWith("event-one-");
    assertThat(older.text("/putAside")).startsWith("SUPERSEDED: ");
    assertThat(account.record(bucket.name()).orElseThrow().get("state").s()).isEqualTo("CONNECTED");
  }

  /** The attack: whoever publishes says when, and closes the door for all who come before. */
  @Test
  void an_event_of_the_future_counts_as_now_and_closes_the_door_for_nobody() {
    var bucket = LabBucket.create(localStack);
    var future = Instant.parse("2099-01-01T00:00:00Z");

    var first =
        workflows.await(
            workflows.start(
                "ReceiveStateMachineArn",
                delivered("future-" + bucket.name(), future, "connect", bucket)));
    assertThat(workflows.await(first.text("/started")).text("/status")).isEqualTo("CONNECTED");
    var real =
        workflows.await(
            workflows.start(
                "ReceiveStateMachineArn",
                delivered(
                    "real-" + bucket.name(),
                    Instant.now().truncatedTo(ChronoUnit.SECONDS),
                    "disconnect",
                    bucket)));

    assertThat(workflows.await(real.text("/started")).text("/status"))
        .as("%s", real)
        .isEqualTo("DISCONNECTED");
  }

  @Test
  void tags_neither_change_nor_disconnect_what_a_stack_declares() throws IOException {
    var bucket = LabBucket.create(localStack);
    String owner = "arn:aws:cloudformation:us-east-1:000000000000:stack/lab/1 Sequencing";
    var declared =
        workflows.connect(
            "{\"envelope\": \"1\", \"request\": {\"bucket\": \"%s\"}, \"door\": {\"kind\": \"cloudformation\", \"owner\": \"%s\"}}"
                .formatted(bucket.name(), owner));
    assertThat(declared.text("/status")).isEqualTo("CONNECTED");

    assertRefused(tagged(bucket, "refused-disconnect"), owner);
    localStack
        .client(S3Client.builder())
        .putBucketTagging(r ->
            r.bucket(bucket.name())
                .tagging(
                    t -> t.tagSet(tag("ica-connect", "true"), tag("ica-connect-prefix", "ica/"))));
    assertRefused(tagged(bucket, "refused-connect"), owner);

    var record = account.record(bucket.name()).orElseThrow();
    assertThat(record.get("state").s()).isEqualTo("CONNECTED");
    assertThat(record.get("wish").s()).doesNotContain("ica/");
  }

  /** The attack: who may put events drops, by leaving it out, what a person has asked for. */
  @Test
  void an_event_changes_no_field_that_it_may_not_name() {
    var bucket = LabBucket.create(localStack);
    var connected =
        workflows.connect(
            "{\"bucket\": \"%s\", \"denyStatements\": \"report\"}".formatted(bucket.name()));
    assertThat(connected.text("/status")).isEqualTo("CONNECTED");
    String wish = account.record(bucket.name()).orElseThrow().get("wish").s();

    for (String action : List.of("connect", "disconnect")) {
      String id = "unnamed-" + action + "-" + bucket.name();
      var heard =
          workflows.await(
              workflows.start(
                  "ReceiveStateMachineArn", delivered(id, Instant.now(), action, bucket)));

      assertRefused(workflows.await(heard.text("/started")), "a request made by hand");
    }
    assertThat(account.record(bucket.name()).orElseThrow().get("wish").s()).isEqualTo(wish);
  }

  /** How the execution ended that the bucket's present tags ask for. */
  private Workflows.Ended tagged(LabBucket bucket, String id) throws IOException {
    var event = (ObjectNode) sample("tagged-connect.json", bucket);
    event.put("id", id + "-" + bucket.name());
    var heard = workflows.await(workflows.start("ReceiveStateMachineArn", Json.write(event)));
    return workflows.await(heard.text("/started"));
  }

  private static void assertRefused(Workflows.Ended ended, String owner) {
    assertThat(ended.text("/failure/error")).as("%s", ended).isEqualTo("DeclaredElsewhere");
    assertThat(ended.text("/failure/message")).contains(owner);
    assertThat(ended.text("/failure/undone")).isEqualTo("Nothing had been changed.");
  }

  private void put(String source, JsonNode event) {
    var entry =
        PutEventsRequestEntry.builder()
            .source(source)
            .detailType(event.path("detail-type").asText())
            .detail(Json.write(event.path("detail")))
            .resources(texts(event.path("resources")))
            .build();
    assertThat(events.putEvents(r -> r.entries(entry)).failedEntryCount()).isZero();
  }

  private static JsonNode sample(String file, LabBucket bucket) throws IOException {
    return Json.parse(
        Files.readString(Checkout.file("events/" + file))
            .replace("lab-sequencing-data", bucket.name()));
  }

  private static JsonNode event(String type, String detail) {
    return ((ObjectNode) Json.MAPPER.createObjectNode().put("detail-type", type))
        .set("detail", Json.parse(detail));
  }

  private static String delivered(String id, Instant time, String action, LabBucket bucket) {
    return """
    {"version": "0", "id": "%s", "detail-type": "Bucket Connection Requested", "source": "ica.connect", "time": "%s",
     "detail": {"action": "%s", "bucket": "%s"}}
    """
        .formatted(id, time, action, bucket.name());
  }

  private void awaitState(LabBucket bucket, String state) {
    Deadline.await(
        PATIENCE,
        bucket.name() + " is " + state,
        () ->
            account
                .record(bucket.name())
                .filter(one -> one.get("state").s().equals(state))
                .isPresent());
  }

  private void awaitNoRecord(LabBucket bucket) {
    Deadline.await(
        PATIENCE,
        bucket.name() + " is disconnected",
        () -> account.record(bucket.name()).isEmpty());
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  private static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(one -> texts.add(one.asText()));
    return texts;
  }
}
