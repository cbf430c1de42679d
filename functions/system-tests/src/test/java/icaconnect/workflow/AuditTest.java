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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CORSRule;

@OnLocalStack
class AuditTest {
  private final LocalStack localStack;
  private final Workflows workflows;
  private final Fleet fleet;
  private final Account account;
  private final RequestLog requests;
  private final S3Client s3;
  private final AnnouncementSchema schema = new AnnouncementSchema();

  AuditTest(LocalStack localStack) {
    this.localStack = localStack;
    workflows = new Workflows(localStack);
    fleet = new Fleet(localStack);
    account = new Account(localStack);
    requests = new RequestLog(localStack);
    s3 = localStack.client(S3Client.builder());
  }

  /**
   * What somebody does to a connected bucket, and which step is to notice; none when it is theirs.
   */
  enum Edit {
    THEIR_CORS_RULE_ADDED(""),
    THEIR_POLICY_STATEMENT_ADDED(""),
    OUR_CORS_RULE_REMOVED("cors"),
    OUR_POLICY_STATEMENT_REMOVED("bucketPolicy"),
    OUR_EXEMPTION_REMOVED("bucketPolicy"),
    OUR_KEY_DELETED("credential"),
    OUR_USERS_POLICY_DETACHED("iam"),
    VERSIONING_SWITCHED_ON("iam");

    private final String step;

    Edit(String step) {
      this.step = step;
    }

    boolean isOurs() {
      return !step.isEmpty();
    }
  }

  @Test
  void drift_of_ours_is_reported_and_repaired_and_theirs_is_left_alone() {
    var buckets = new EnumMap<Edit, LabBucket>(Edit.class);
    for (var edit : Edit.values()) {
      buckets.put(edit, LabBucket.create(localStack).withConfigurationOfOthers());
    }
    var gone = LabBucket.create(localStack);
    var all = new ArrayList<>(buckets.values().stream().map(LabBucket::name).toList());
    all.add(gone.name());
    var connected =
        fleet
            .connect("audit.json", all.stream().map(AuditTest::request).toList().toString(), 4)
            .outcome();
    assertThat(connected.path("connected").asInt()).as("%s", connected).isEqualTo(all.size());
    buckets.forEach(this::edit);
    gone.delete();

    var news = EventQueue.ofAnnouncements(localStack);
    int mark = requests.mark();
    var found = outcomes(audit(all, false));

    assertThat(requests.writesSince(mark)).as("writes besides results").isSubsetOf("s3:PutObject");
    buckets.forEach((edit, bucket) -> {
      assertThat(found.get(bucket.name()).path("outcome").asText())
          .as("%s %s", edit, found.get(bucket.name()))
          .isEqualTo(edit.isOurs() ? "DRIFTED" : "SOUND");
      assertThat(steps(found.get(bucket.name())))
          .as("%s", edit)
          .isEqualTo(edit.isOurs() ? List.of(edit.step) : List.of());
      assertThat(state(bucket)).isEqualTo(edit.isOurs() ? "DRIFTED" : "CONNECTED");
    });
    assertThat(found.get(gone.name()).path("outcome").asText()).isEqualTo("GONE");
    var told =
        news.all(event -> event.path("detail-type").asText().equals("Bucket Connection Drifted"));
    assertThat(told)
        .allSatisfy(event ->
            assertThat(schema.problems("Bucket Connection Drifted", event.path("detail")))
                .isEmpty());
    assertThat(told.stream().map(event -> event.at("/detail/bucket").asText()))
        .contains(gone.name())
        .containsAll(
            buckets.entrySet().stream()
                .filter(one -> one.getKey().isOurs())
                .map(one -> one.getValue().name())
                .toList())
        .doesNotContain(
            buckets.get(Edit.THEIR_CORS_RULE_ADDED).name(),
            buckets.get(Edit.THEIR_POLICY_STATEMENT_ADDED).name());

    var repaired = outcomes(audit(all, true));
    var after = outcomes(audit(all, false));

    buckets.forEach((edit, bucket) -> {
      assertThat(repaired.get(bucket.name()).path("outcome").asText())
          .as("%s", edit)
          .isEqualTo(edit.isOurs() ? "REPAIRED" : "SOUND");
      assertThat(after.get(bucket.name()).path("outcome").asText())
          .as("%s %s", edit, after.get(bucket.name()))
          .isEqualTo("SOUND");
      assertThat(state(bucket)).isEqualTo("CONNECTED");
    });
    assertThat(buckets.get(Edit.THEIR_CORS_RULE_ADDED).cors())
        .extracting(CORSRule::id)
        .contains("theirs-since");
    assertThat(buckets.get(Edit.THEIR_POLICY_STATEMENT_ADDED).policy().orElseThrow().toString())
        .contains("TheirsSince");
  }

  private void edit(Edit edit, LabBucket bucket) {
    switch (edit) {
      case THEIR_CORS_RULE_ADDED ->
          cors(
              bucket,
              rules ->
                  rules.add(
                      CORSRule.builder()
                          .id("theirs-since")
                          .allowedOrigins("https://new.example")
                          .allowedMethods("GET")
                          .build()));
      case OUR_CORS_RULE_REMOVED ->
          cors(
              bucket,
              rules ->
                  rules.removeIf(rule -> rule.id() != null && rule.id().startsWith("ica-connect")));
      case THEIR_POLICY_STATEMENT_ADDED ->
          policy(
              bucket,
              text ->
                  text.replace(
                      "\"Statement\":[",
                      """
                      "Statement":[{"Sid":"TheirsSince","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::000000000000:root"},
                      "Action":"s3:GetBucketTagging","Resource":"arn:aws:s3:::%s"},\
                      """
                          .formatted(bucket.name())));
      case OUR_POLICY_STATEMENT_REMOVED ->
          policy(
              bucket,
              text -> text.replaceAll(",?\\{\"Sid\":\"IcaConnectCrossAccountCopy\".*", "]}"));
      case OUR_EXEMPTION_REMOVED ->
          policy(
              bucket,
              text ->
                  text.replace(
                      ",\"arn:aws:sts::000000000000:federated-user/ica-" + bucket.name() + "\"",
                      ""));
      case OUR_KEY_DELETED ->
          account
              .iam
              .listAccessKeys(r -> r.userName(user(bucket)))
              .accessKeyMetadata()
              .forEach(key ->
                  account.iam.deleteAccessKey(
                      r -> r.userName(user(bucket)).accessKeyId(key.accessKeyId())));
      case OUR_USERS_POLICY_DETACHED ->
          account
              .iam
              .listAttachedUserPolicies(r -> r.userName(user(bucket)))
              .attachedPolicies()
              .forEach(policy ->
                  account.iam.detachUserPolicy(
                      r -> r.userName(user(bucket)).policyArn(policy.policyArn())));
      case VERSIONING_SWITCHED_ON -> bucket.versioned(BucketVersioningStatus.ENABLED);
    }
  }

  private void cors(LabBucket bucket, java.util.function.Consumer<List<CORSRule>> change) {
    var rules = new ArrayList<>(bucket.cors());
    change.accept(rules);
    assertThat(rules).isNotEqualTo(bucket.cors());
    s3.putBucketCors(r -> r.bucket(bucket.name()).corsConfiguration(c -> c.corsRules(rules)));
  }

  private void policy(LabBucket bucket, java.util.function.UnaryOperator<String> change) {
    String text = bucket.policy().orElseThrow().toString();
    assertThat(change.apply(text)).isNotEqualTo(text);
    bucket.withPolicy(change.apply(text));
  }

  private JsonNode audit(List<String> buckets, boolean repair) {
    String input = "{\"buckets\": %s, \"autoRepair\": %s}".formatted(Json.write(buckets), repair);
    var ended = workflows.await(workflows.start("AuditStateMachineArn", input), Fleet.LONGEST);
    assertThat(ended.outcome().path("unreported").asInt()).as("%s", ended.outcome()).isZero();
    return ended.outcome();
  }

  private Map<String, JsonNode> outcomes(JsonNode summary) {
    var outcomes = new java.util.HashMap<String, JsonNode>();
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

  private static String user(LabBucket bucket) {
    return "ica-" + bucket.name();
  }
}
