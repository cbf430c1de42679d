package icaconnect.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.contract.AnnouncementSchema;
import icaconnect.lambda.Json;
import icaconnect.localstack.EventQueue;
import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import icaconnect.localstack.Workflows;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;

@OnLocalStack
class AnnouncementTest {
  private final LocalStack localStack;
  private final Workflows workflows;
  private final Account account;
  private final EventQueue news;
  private final AnnouncementSchema schema = new AnnouncementSchema();

  AnnouncementTest(LocalStack localStack) {
    this.localStack = localStack;
    workflows = new Workflows(localStack);
    account = new Account(localStack);
    news = EventQueue.ofAnnouncements(localStack);
  }

  @Test
  void a_connection_is_announced_and_recorded_with_its_history() {
    var bucket = LabBucket.create(localStack);
    String request = "{\"bucket\": \"%s\"}".formatted(bucket.name());

    var connected = workflows.connect(request);
    assertThat(announced("Bucket Connected", bucket).path("changed").asBoolean()).isTrue();
    workflows.connect(request);
    assertThat(announced("Bucket Connected", bucket).path("changed").asBoolean()).isFalse();

    var record = listed(bucket);
    assertThat(record.path("state").asText()).isEqualTo("CONNECTED");
    assertThat(record.at("/ids/userName").asText()).isEqualTo("ica-" + bucket.name());
    assertThat(record.at("/verification/passed").asInt()).isPositive();
    assertThat(record.path("findings").isArray()).isTrue();
    assertThat(record.path("history")).hasSize(2);
    assertThat(record.at("/history/0/execution").asText()).isEqualTo(connected.arn());
    assertThat(record.at("/history/0/changed")).isNotEmpty();
    assertThat(record.at("/history/1/changed")).isEmpty();

    workflows.disconnect(request);
    assertThat(announced("Bucket Disconnected", bucket).path("changed").asBoolean()).isTrue();
  }

  @Test
  void a_failure_is_announced_once_whatever_had_to_be_taken_back() {
    var bucket = LabBucket.create(localStack);
    account.secrets.createSecret(
        r -> r.name("ica-connect/ica-connect/ica-" + bucket.name()).secretString("theirs"));

    workflows.connect("{\"bucket\": \"%s\"}".formatted(bucket.name()));

    var failed = announced("Bucket Connection Failed", bucket);
    assertThat(failed.path("state").asText()).isEqualTo("FAILED");
    assertThat(failed.path("message").asText()).contains("SECRET_NOT_OURS");
    assertThat(news.all(event -> about(event, bucket))).isEmpty();
    assertThat(listed(bucket).at("/history/0/error").asText())
        .isEqualTo("icaconnect.failure.Refused");
  }

  @Test
  void a_refused_request_leaves_the_state_as_it_was_and_a_plan_is_no_news() {
    var bucket = LabBucket.create(localStack);
    workflows.connect("{\"bucket\": \"%s\"}".formatted(bucket.name()));
    announced("Bucket Connected", bucket);

    workflows.connect(
        "{\"bucket\": \"%s\", \"icaRegion\": \"eu-west-2\"}".formatted(bucket.name()));
    workflows.connect("{\"bucket\": \"%s\", \"mode\": \"plan\"}".formatted(bucket.name()));
    workflows.connect(
        "{\"bucket\": \"%s\", \"mode\": \"plan\", \"prefix\": \"/\"}".formatted(bucket.name()));

    assertThat(announced("Bucket Connection Failed", bucket).path("state").asText())
        .isEqualTo("CONNECTED");
    assertThat(news.all(event -> about(event, bucket))).isEmpty();
    assertThat(listed(bucket).path("state").asText()).isEqualTo("CONNECTED");
  }

  @Test
  void people_get_each_announcement_as_a_sentence() {
    var topic = EventQueue.ofTopic(localStack, LocalStack.NEWS_TOPIC);
    var bucket = LabBucket.create(localStack);

    var failed =
        workflows.connect(
            "{\"bucket\": \"%s\", \"icaRegion\": \"eu-west-2\"}".formatted(bucket.name()));

    var message = topic.next("the news", one -> one.toString().contains(bucket.name()));
    assertThat(message.path("Message").asText())
        .contains(
            "Bucket Connection Failed: " + bucket.name() + ". ",
            failed.text("/failure/message").substring(0, 20),
            failed.arn());
  }

  private JsonNode announced(String type, LabBucket bucket) {
    var event =
        news.next(
            type + " of " + bucket.name(),
            one -> about(one, bucket) && one.path("detail-type").asText().equals(type));
    assertThat(schema.problems(type, event.path("detail"))).as("%s", event).isEmpty();
    return event.path("detail");
  }

  private static boolean about(JsonNode event, LabBucket bucket) {
    return event.at("/detail/bucket").asText().equals(bucket.name());
  }

  /** The bucket's record, found by turning the pages of the list function. */
  private JsonNode listed(LabBucket bucket) {
    var lambda = localStack.client(LambdaClient.builder());
    var after = "";
    do {
      var input = "{\"limit\": 3%s}".formatted(after);
      var page =
          Json.parse(
              lambda
                  .invoke(r ->
                      r.functionName(localStack.output("ListFunctionName"))
                          .payload(SdkBytes.fromUtf8String(input)))
                  .payload()
                  .asUtf8String());
      for (var record : page.path("connections")) {
        if (record.path("bucket").asText().equals(bucket.name())) {
          return record;
        }
      }
      after = page.has("next") ? ", \"after\": \"" + page.path("next").asText() + "\"" : null;
    } while (after != null);
    throw new AssertionError(bucket.name() + " is not listed");
  }
}
