package icaconnect.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import icaconnect.lambda.Json;
import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import icaconnect.localstack.RequestLog;
import icaconnect.localstack.Workflows;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CORSRule;

/** The whole life of a connection whose bucket is left to its owner. */
@OnLocalStack
class VerifyOnlyWorkflowTest {
  private static final List<String> BUCKET_WRITES =
      List.of(
          "s3:PutBucketCors", "s3:DeleteBucketCors", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy");

  private final LocalStack localStack;
  private final Workflows workflows;
  private final RequestLog requests;
  private final Account account;

  VerifyOnlyWorkflowTest(LocalStack localStack) {
    this.localStack = localStack;
    workflows = new Workflows(localStack);
    requests = new RequestLog(localStack);
    account = new Account(localStack);
  }

  @Test
  void is_refused_deployed_by_its_owner_connected_audited_and_left_as_the_owner_has_it() {
    var bucket = LabBucket.create(localStack).withConfigurationOfOthers();
    var before = bucket.configuration();

    var refused = workflows.connect(request(bucket));

    assertThat(refused.error()).as("%s", refused.outcome()).isEqualTo("icaconnect.failure.Refused");
    assertThat(refused.text("/failure/message")).startsWith("OWNER_MUST_ADD: ");
    assertThat(refused.text("/addition/hcl")).contains("ica_cors_rules", "ica_bucket_policy_edits");
    assertThat(refused.text("/addition/cdk")).contains("PolicyStatement.fromJson");
    assertThat(bucket.configuration()).isEqualTo(before);
    assertThat(account.tracesOf(bucket.name())).isEmpty();

    deploy(bucket, refused.outcome().at("/addition/json"));
    var deployed = bucket.configuration();
    int mark = requests.mark();
    var connected = workflows.connect(request(bucket));

    assertThat(connected.text("/status")).as("%s", connected.outcome()).isEqualTo("CONNECTED");
    assertThat(connected.outcome().at("/addition/missing").asBoolean(true)).isFalse();
    assertThat(connected.outcome().findValuesAsText("status"))
        .contains("PASS")
        .doesNotContain("FAIL");

    assertThat(hasDrifted(bucket, false)).isFalse();
    client().deleteBucketCors(r -> r.bucket(bucket.name()));
    assertThat(hasDrifted(bucket, true)).as("a repair leaves the bucket alone").isTrue();
    client()
        .putBucketCors(
            r -> r.bucket(bucket.name()).corsConfiguration(c -> c.corsRules(deployed.cors())));

    var disconnected = workflows.disconnect("{\"bucket\": \"%s\"}".formatted(bucket.name()));

    assertThat(disconnected.text("/status")).isEqualTo("DISCONNECTED");
    assertThat(disconnected.outcome().path("findings").findValuesAsText("code"))
        .contains("OWNER_TAKES_OUT");
    assertThat(requests.writesSince(mark).stream().filter(BUCKET_WRITES::contains))
        .as("besides the owner's own two")
        .containsExactlyInAnyOrder("s3:DeleteBucketCors", "s3:PutBucketCors");
    assertThat(bucket.configuration()).isEqualTo(deployed);
    assertThat(account.tracesOf(bucket.name())).isEmpty();
    assertThat(account.record(bucket.name())).isEmpty();
  }

  private static String request(LabBucket bucket) {
    return "{\"bucket\": \"%s\", \"prefix\": \"ica/\", \"mode\": \"verifyOnly\"}"
        .formatted(bucket.name());
  }

  private boolean hasDrifted(LabBucket bucket, boolean repair) {
    var audit =
        workflows.await(
            workflows.start(
                "AuditStateMachineArn",
                "{\"buckets\": [\"%s\"], \"autoRepair\": %s}".formatted(bucket.name(), repair)));
    assertThat(audit.outcome()).isNotEmpty();
    return account.record(bucket.name()).orElseThrow().containsKey("drift");
  }

  /** As the owner's tool would. */
  private void deploy(LabBucket bucket, JsonNode addition) {
    var rule = addition.at("/corsRules/0");
    var rules = new ArrayList<CORSRule>();
    rules.add(
        CORSRule.builder()
            .id(rule.path("ID").asText())
            .allowedHeaders("*")
            .allowedMethods(
                rule.path("AllowedMethods").valueStream().map(JsonNode::asText).toList())
            .allowedOrigins(
                rule.path("AllowedOrigins").valueStream().map(JsonNode::asText).toList())
            .exposeHeaders(rule.path("ExposeHeaders").valueStream().map(JsonNode::asText).toList())
            .build());
    rules.addAll(bucket.cors());
    client().putBucketCors(r -> r.bucket(bucket.name()).corsConfiguration(c -> c.corsRules(rules)));
    var policy = bucket.policy().orElseThrow();
    var statements = (ArrayNode) policy.path("Statement");
    addition
        .path("bucketPolicyEdits")
        .forEach(edit -> statements.set(edit.path("index").asInt(), edit.path("to")));
    bucket.withPolicy(Json.write(policy));
  }

  private S3Client client() {
    return localStack.client(S3Client.builder());
  }
}
