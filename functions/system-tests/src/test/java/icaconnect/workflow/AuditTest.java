package icaconnect.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.contract.AnnouncementSchema;
import icaconnect.lambda.Json;
import icaconnect.localstack.EventQueue;
import icaconnect.localstack.Fleet;
import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import icaconnect.localstack.RequestLog;
import icaconnect.localstack.Workflows;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@OnLocalStack
class AuditTest {
  private static final String DRIFTED = "Bucket Connection Drifted";

  private final LocalStack localStack;
  private final Workflows workflows;
  private final Fleet fleet;
  private final Account account;
  private final Somebody somebody;
  private final RequestLog requests;

  AuditTest(LocalStack localStack) {
    this.localStack = localStack;
    workflows = new Workflows(localStack);
    fleet = new Fleet(localStack);
    account = new Account(localStack);
    somebody = new Somebody(localStack);
    requests = new RequestLog(localStack);
  }

  /** On each bucket theirs is edited too: only ours is reported, and only ours is repaired. */
  @Test
  void drift_of_ours_is_reported_and_repaired_and_theirs_is_left_alone() {
    var buckets = new EnumMap<SomebodysEdit, LabBucket>(SomebodysEdit.class);
    for (var edit : SomebodysEdit.values()) {
      buckets.put(edit, LabBucket.create(localStack).withConfigurationOfOthers());
    }
    var gone = LabBucket.create(localStack);
    var all = new ArrayList<>(buckets.values().stream().map(LabBucket::name).toList());
    all.add(gone.name());
    connect(all);
    var right = new EnumMap<SomebodysEdit, ConnectedBucket>(SomebodysEdit.class);
    buckets.forEach((edit, bucket) -> {
      somebody.addTheirs(bucket);
      right.put(edit, ConnectedBucket.of(account, bucket));
      somebody.edit(bucket, edit);
    });
    gone.delete();

    var news = EventQueue.ofAnnouncements(localStack);
    int mark = requests.mark();
    var found = outcomes(audit(all, false));

    assertThat(requests.writesSince(mark)).as("besides results").containsOnly("s3:PutObject");
    buckets.forEach((edit, bucket) -> {
      var outcome = found.get(bucket.name());
      assertThat(outcome.path("outcome").asText())
          .as("%s %s", edit, outcome)
          .isEqualTo(edit.isOurs() ? "DRIFTED" : "SOUND");
      assertThat(steps(outcome))
          .as("%s %s", edit, outcome)
          .isEqualTo(edit.isOurs() ? List.of(edit.step()) : List.of());
      assertThat(state(bucket)).isEqualTo(edit.isOurs() ? "DRIFTED" : "CONNECTED");
      assertThat(account.record(bucket.name()).orElseThrow().containsKey("drift"))
          .isEqualTo(edit.isOurs());
    });
    assertThat(found.get(gone.name()).path("outcome").asText()).isEqualTo("GONE");
    assertThat(state(gone)).isEqualTo("DRIFTED");
    assertAnnounced(news, buckets, gone);

    var repaired = outcomes(audit(all, true));
    var after = outcomes(audit(all, false));

    buckets.forEach((edit, bucket) -> {
      assertThat(repaired.get(bucket.name()).path("outcome").asText())
          .as("%s %s", edit, repaired.get(bucket.name()))
          .isEqualTo(edit.isOurs() ? "REPAIRED" : "SOUND");
      assertThat(after.get(bucket.name()).path("outcome").asText())
          .as("%s %s", edit, after.get(bucket.name()))
          .isEqualTo("SOUND");
      assertThat(state(bucket)).isEqualTo("CONNECTED");
      assertThat(account.record(bucket.name()).orElseThrow()).doesNotContainKey("drift");
      assertRight(edit, right.get(edit), ConnectedBucket.of(account, bucket));
    });
    assertThat(after.get(gone.name()).path("outcome").asText()).isEqualTo("GONE");
    assertThat(workflows.disconnect(request(gone.name())).text("/status"))
        .isEqualTo("DISCONNECTED");
    assertThat(account.tracesOf(gone.name())).isEmpty();
  }

  /** What the audit repairs is what it has read: a request that came since is newer. */
  @Test
  void a_repair_never_undoes_a_request_that_came_since() {
    var bucket = LabBucket.create(localStack);
    workflows.connect("{\"bucket\": \"%s\", \"prefix\": \"old/\"}".formatted(bucket.name()));
    String fence = account.record(bucket.name()).orElseThrow().get("fence").n();
    workflows.connect("{\"bucket\": \"%s\", \"prefix\": \"new/\"}".formatted(bucket.name()));

    var repair =
        workflows.connect(
            "{\"envelope\": \"1\", \"request\": {\"bucket\": \"%s\", \"prefix\": \"old/\"}, \"ifFence\": %s}"
                .formatted(bucket.name(), fence));

    assertThat(repair.text("/failure/error")).isEqualTo("Overtaken");
    assertThat(account.record(bucket.name()).orElseThrow().get("wish").s()).contains("new/");
    assertThat(state(bucket)).isEqualTo("CONNECTED");
  }

  @Test
  void a_bucket_that_was_never_connected_is_not_looked_at() {
    var summary = audit(List.of("lab-nobody-connected"), true);

    assertThat(summary.path("byOutcome")).isEqualTo(Json.parse("{\"FORGOTTEN\": 1}"));
    assertThat(account.record("lab-nobody-connected")).isEmpty();
  }

  private void connect(List<String> buckets) {
    var manifest = buckets.stream().map(AuditTest::request).toList().toString();
    var connected = fleet.connect("audit.json", manifest, 4).outcome();
    assertThat(connected.path("connected").asInt()).as("%s", connected).isEqualTo(buckets.size());
  }

  private static void assertAnnounced(
      EventQueue news, Map<SomebodysEdit, LabBucket> buckets, LabBucket gone) {
    var schema = new AnnouncementSchema();
    var told = news.all(event -> event.path("detail-type").asText().equals(DRIFTED));
    assertThat(told)
        .allSatisfy(event -> assertThat(schema.problems(DRIFTED, event.path("detail"))).isEmpty());
    var expected =
        new ArrayList<>(
            buckets.entrySet().stream()
                .filter(one -> one.getKey().isOurs())
                .map(one -> one.getValue().name())
                .toList());
    expected.add(gone.name());
    assertThat(told.stream().map(event -> event.at("/detail/bucket").asText()))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  /** A bucket that keeps versions needs other permissions; all else is as connect left it. */
  private static void assertRight(
      SomebodysEdit edit, ConnectedBucket right, ConnectedBucket repaired) {
    if (edit == SomebodysEdit.VERSIONING_SWITCHED_ON) {
      assertThat(repaired.permissions().toString()).contains("s3:GetObjectVersion");
      repaired =
          new ConnectedBucket(
              repaired.corsRules(), repaired.statements(), right.permissions(), repaired.keys());
    }
    assertThat(repaired).as("%s", edit).isEqualTo(right);
  }

  private JsonNode audit(List<String> buckets, boolean repair) {
    String input = "{\"buckets\": %s, \"autoRepair\": %s}".formatted(Json.write(buckets), repair);
    var ended = workflows.await(workflows.start("AuditStateMachineArn", input), Fleet.LONGEST);
    assertThat(ended.outcome().path("looked").asInt())
        .as("%s", ended.outcome())
        .isEqualTo(buckets.size());
    assertThat(ended.outcome().path("unreported").asInt()).as("%s", ended.outcome()).isZero();
    return ended.outcome();
  }

  private Map<String, JsonNode> outcomes(JsonNode summary) {
    var outcomes = new HashMap<String, JsonNode>();
    fleet.results(summary).forEach(line -> outcomes.put(line.path("bucket").asText(), line));
    return outcomes;
  }

  /** The steps that noticed, without the probe, which may notice as well. */
  private static List<String> steps(JsonNode outcome) {
    var steps = new ArrayList<String>();
    outcome.path("drift").forEach(one -> steps.add(one.path("step").asText()));
    return steps.stream().distinct().filter(step -> !step.equals("verify")).toList();
  }

  private String state(LabBucket bucket) {
    return account.record(bucket.name()).orElseThrow().get("state").s();
  }

  private static String request(String bucket) {
    return "{\"bucket\": \"%s\", \"crossAccountCopy\": true}".formatted(bucket);
  }
}
