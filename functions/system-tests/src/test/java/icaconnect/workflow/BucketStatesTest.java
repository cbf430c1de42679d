package icaconnect.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import icaconnect.localstack.RequestLog;
import icaconnect.localstack.Workflows;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CORSRule;

@OnLocalStack
class BucketStatesTest {
  private final LocalStack localStack;
  private final Workflows workflows;
  private final RequestLog requests;
  private final Account account;

  BucketStatesTest(LocalStack localStack) {
    this.localStack = localStack;
    workflows = new Workflows(localStack);
    requests = new RequestLog(localStack);
    account = new Account(localStack);
  }

  enum State {
    NEVER_VERSIONED,
    VERSIONED,
    SUSPENDED,
    WITH_PREFIX,
    IN_ANOTHER_ICA_REGION,
    WITH_EVERYTHING
  }

  @ParameterizedTest
  @EnumSource
  void connects_twice_and_gives_back_what_was_there(State state) {
    var bucket = bucket(state);
    var before = bucket.configuration();

    var connected = workflows.connect(request(bucket, state));
    assertThat(connected.text("/status")).as("%s", connected.outcome()).isEqualTo("CONNECTED");
    assertThat(statuses(connected.outcome())).doesNotContain("FAIL");
    assertThat(bucket.everything()).as("nothing is left of the probe").isEmpty();
    assertThat(bucket.cors())
        .extracting(CORSRule::id)
        .startsWith("ica-connect:ica-connect:us-east-1")
        .hasSize(before.cors().size() + 1);
    assertThat(account.record(bucket.name()).orElseThrow())
        .doesNotContainKey("leaseOwner")
        .containsKey("wish");

    int mark = requests.mark();
    var again = workflows.connect(request(bucket, state));
    assertThat(again.text("/status")).isEqualTo("CONNECTED");
    assertThat(again.outcome().path("steps"))
        .allSatisfy(step -> assertThat(step.path("changed").asBoolean()).isFalse());
    assertThat(requests.writesSince(mark))
        .as("writes besides the probe's own object")
        .isSubsetOf(
            "s3:PutObject",
            "s3:DeleteObject",
            "s3:PutObjectTagging",
            "s3:DeleteObjectTagging",
            "s3:CreateMultipartUpload",
            "s3:AbortMultipartUpload");

    assertThat(workflows.disconnect(request(bucket)).text("/status")).isEqualTo("DISCONNECTED");
    assertThat(bucket.configuration()).isEqualTo(before);
    assertThat(account.tracesOf(bucket.name())).isEmpty();
    assertThat(account.record(bucket.name())).isEmpty();

    mark = requests.mark();
    assertThat(workflows.disconnect(request(bucket)).text("/status")).isEqualTo("DISCONNECTED");
    assertThat(requests.writesSinceButObjects(mark)).isEmpty();
    assertThat(bucket.everything()).isEmpty();
  }

  @Test
  void a_bucket_that_keeps_every_version_is_connected_and_nothing_is_left_in_it() {
    var bucket = LabBucket.withDefaultRetention(localStack);

    var connected = workflows.connect(request(bucket));

    assertThat(connected.text("/status")).as("%s", connected.outcome()).isEqualTo("CONNECTED");
    assertThat(connected.outcome().at("/verification/checks"))
        .anySatisfy(check -> {
          assertThat(check.path("name").asText()).isEqualTo("delete-object-version");
          assertThat(check.path("status").asText()).isEqualTo("SKIPPED");
          assertThat(check.path("detail").asText()).contains("Object Lock keeps every new version");
        });
    assertThat(bucket.everything()).as("versions under retention").isEmpty();
    assertThat(workflows.disconnect(request(bucket)).text("/status")).isEqualTo("DISCONNECTED");
    assertThat(account.tracesOf(bucket.name())).isEmpty();
  }

  @Test
  void a_plan_shows_everything_and_writes_nothing() {
    var bucket = bucket(State.WITH_EVERYTHING);
    int mark = requests.mark();

    var planned =
        workflows.connect(
            "{\"bucket\": \"%s\", \"crossAccountCopy\": true, \"mode\": \"plan\"}"
                .formatted(bucket.name()));

    assertThat(planned.text("/status")).as("%s", planned.outcome()).isEqualTo("PLANNED");
    assertThat(
            planned.outcome().findValues("documents").stream()
                .flatMap(list -> list.findValuesAsText("name").stream()))
        .contains("cors", "bucketPolicy");
    assertThat(planned.outcome().toString())
        .contains("federated-user/")
        .contains("ica_use1_crossacct");
    assertThat(requests.writesSinceButObjects(mark)).isEmpty();
    assertThat(account.record(bucket.name())).isEmpty();
  }

  @Test
  void a_missing_bucket_is_refused_and_leaves_no_trace() {
    var failed = workflows.connect("{\"bucket\": \"lab-that-never-was\"}");

    assertThat(failed.error()).isEqualTo("icaconnect.failure.Refused");
    assertThat(failed.text("/failure/message")).contains("BUCKET_MISSING").contains("Remedy");
    assertThat(account.tracesOf("lab-that-never-was")).isEmpty();
  }

  @Test
  void a_bucket_of_another_account_is_refused() {
    var theirs = AnotherAccount.s3(localStack);
    theirs.createBucket(r -> r.bucket("somebody-elses-bucket"));

    var failed = workflows.connect("{\"bucket\": \"somebody-elses-bucket\"}");

    assertThat(failed.text("/failure/message")).contains("BUCKET_NOT_OURS");
    assertThat(account.tracesOf("somebody-elses-bucket")).isEmpty();
    assertThat(account.record("somebody-elses-bucket")).as("nothing was begun").isEmpty();
    assertThat(workflows.disconnect("{\"bucket\": \"somebody-elses-bucket\"}").error())
        .isEqualTo("icaconnect.failure.Refused");
    assertThat(account.record("somebody-elses-bucket")).as("nothing was begun").isEmpty();
  }

  @Test
  void a_bucket_that_is_gone_can_still_be_disconnected() {
    var bucket = bucket(State.VERSIONED);
    workflows.connect(request(bucket));
    bucket.delete();

    var gone = workflows.disconnect(request(bucket));

    assertThat(gone.text("/status")).as("%s", gone.outcome()).isEqualTo("DISCONNECTED");
    assertThat(gone.text("/findings/0/code")).isEqualTo("BUCKET_GONE");
    assertThat(account.tracesOf(bucket.name())).isEmpty();
  }

  /** Only a 404 is "gone": what cannot be seen may still let ICA in. */
  @Test
  void a_bucket_that_cannot_be_seen_keeps_its_connection_until_it_can() {
    var bucket = bucket(State.NEVER_VERSIONED);
    workflows.connect(request(bucket));
    var traces = account.tracesOf(bucket.name());
    bucket.delete();
    var theirs = AnotherAccount.s3(localStack);
    theirs.createBucket(r -> r.bucket(bucket.name()));

    var refused = workflows.disconnect(request(bucket));

    assertThat(refused.error()).isEqualTo("icaconnect.failure.Refused");
    assertThat(refused.text("/failure/message"))
        .startsWith("BUCKET_NOT_OURS")
        .contains("Nothing was taken back");
    assertThat(account.tracesOf(bucket.name())).isEqualTo(traces).isNotEmpty();
    assertThat(account.record(bucket.name()).orElseThrow())
        .containsKeys("wish", "journal")
        .doesNotContainKey("leaseOwner");

    theirs.deleteBucket(r -> r.bucket(bucket.name()));
    assertThat(workflows.disconnect(request(bucket)).text("/status")).isEqualTo("DISCONNECTED");
    assertThat(account.tracesOf(bucket.name())).isEmpty();
    assertThat(account.record(bucket.name())).isEmpty();
  }

  @Test
  void a_user_made_by_hand_is_refused_unless_it_is_to_be_adopted_and_then_stays() {
    var bucket = bucket(State.NEVER_VERSIONED);
    String user = "illumina_" + bucket.name().substring(4);
    account.iam.createUser(
        r -> r.userName(user).permissionsBoundary(localStack.output("ConnectionBoundaryArn")));

    var refused =
        workflows.connect(
            "{\"bucket\": \"%s\", \"userName\": \"%s\"}".formatted(bucket.name(), user));
    assertThat(refused.text("/failure/message")).contains("NOT_OURS");

    var adopted =
        workflows.connect(
            "{\"bucket\": \"%s\", \"userName\": \"%s\", \"adoptExisting\": true}"
                .formatted(bucket.name(), user));
    assertThat(adopted.text("/status")).as("%s", adopted.outcome()).isEqualTo("CONNECTED");
    workflows.disconnect(request(bucket));
    assertThat(account.tracesOf(user)).containsExactly("user " + user);
  }

  @Test
  void a_failed_first_connect_is_taken_back() {
    var bucket = bucket(State.WITH_EVERYTHING);
    var before = bucket.configuration();
    account.secrets.createSecret(
        r -> r.name("ica-connect/ica-connect/ica-" + bucket.name()).secretString("theirs"));

    var failed = workflows.connect(request(bucket));

    assertThat(failed.text("/failure/step")).as("%s", failed.outcome()).isEqualTo("credential");
    assertThat(failed.text("/failure/undone")).contains("taken back");
    assertThat(bucket.configuration()).isEqualTo(before);
    assertThat(account.tracesOf(bucket.name()))
        .containsExactly("secret ica-connect/ica-connect/ica-" + bucket.name());
    assertThat(account.record(bucket.name()).orElseThrow().get("state").s()).isEqualTo("FAILED");
  }

  /** The taking back is told the names: no record has them yet. */
  @Test
  void an_adopted_user_keeps_nothing_of_a_first_connect_that_fails() {
    var bucket = LabBucket.create(localStack).withAsManyCorsRulesAsS3Allows();
    var before = bucket.configuration();
    String user = "illumina_" + bucket.name().substring(4);
    account.iam.createUser(
        r -> r.userName(user).permissionsBoundary(localStack.output("ConnectionBoundaryArn")));

    var failed =
        workflows.connect(
            "{\"bucket\": \"%s\", \"userName\": \"%s\", \"adoptExisting\": true}"
                .formatted(bucket.name(), user));

    assertThat(failed.text("/failure/undone")).as("%s", failed.outcome()).contains("taken back");
    assertThat(failed.outcome().path("steps").findValuesAsText("name")).contains("credential");
    assertThat(bucket.configuration()).isEqualTo(before);
    assertThat(account.tracesOf(user)).containsExactly("user " + user);
    assertThat(account.iam.listAttachedUserPolicies(r -> r.userName(user)).attachedPolicies())
        .isEmpty();
  }

  @Test
  void a_connect_that_fails_in_both_branches_says_why_of_both_and_is_taken_back() {
    var bucket = LabBucket.create(localStack).withAsManyCorsRulesAsS3Allows();
    var before = bucket.configuration();
    account.secrets.createSecret(
        r -> r.name("ica-connect/ica-connect/ica-" + bucket.name()).secretString("theirs"));

    var failed = workflows.connect(request(bucket));

    assertThat(failed.text("/status")).as("%s %s", failed.error(), failed).isEqualTo("FAILED");
    assertThat(failed.text("/failure/step")).isEqualTo("cors");
    assertThat(failed.text("/failure/message"))
        .startsWith(failed.text("/failure/code") + ": ")
        .contains(" credential failed: ");
    assertThat(failed.text("/failure/undone")).contains("taken back");
    assertThat(bucket.configuration()).isEqualTo(before);
    assertThat(account.tracesOf(bucket.name()))
        .containsExactly("secret ica-connect/ica-connect/ica-" + bucket.name());
    assertThat(account.record(bucket.name()).orElseThrow()).doesNotContainKey("leaseOwner");
  }

  @Test
  void a_failed_change_goes_back_to_the_last_good_request() {
    var bucket = bucket(State.NEVER_VERSIONED);
    workflows.connect("{\"bucket\": \"%s\", \"prefix\": \"good/\"}".formatted(bucket.name()));
    bucket.withPolicy(
        """
        {"Version": "2012-10-17", "Statement": [{"Sid": "Big", "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject",
         "Resource": "arn:aws:s3:::%s/*", "Condition": {"StringEquals": {"aws:UserAgent": "%s"}}}]}
        """
            .formatted(bucket.name(), "x".repeat(20_100)));

    var failed =
        workflows.connect(
            "{\"bucket\": \"%s\", \"prefix\": \"bad/\", \"crossAccountCopy\": true}"
                .formatted(bucket.name()));

    assertThat(failed.text("/failure/step")).as("%s", failed.outcome()).isEqualTo("bucketPolicy");
    assertThat(failed.text("/failure/undone"))
        .isEqualTo("The last good connection is back in place.");
    var record = account.record(bucket.name()).orElseThrow();
    assertThat(record.get("state").s()).isEqualTo("CONNECTED");
    assertThat(Json.parse(record.get("history").s()).findValuesAsText("status"))
        .as("of this connect, of the going back, and of the failure, the latest last")
        .containsExactly("CONNECTED", "CONNECTED", "FAILED");
    assertThat(userPolicy(bucket)).contains("good/").doesNotContain("bad/");
  }

  @Test
  void everything_that_is_wrong_with_a_request_is_said_at_once() {
    var failed =
        workflows.connect(
            "{\"bucket\": \"lab-x\", \"prefix\": \"/x\", \"icaRegion\": \"mars\", \"colour\": 1}");

    assertThat(failed.error()).isEqualTo("icaconnect.failure.InvalidRequest");
    assertThat(failed.text("/failure/message"))
        .contains("prefix")
        .contains("icaRegion")
        .contains("colour");
  }

  @Test
  void a_request_without_a_bucket_is_refused() {
    assertThat(workflows.connect("{}").text("/failure/message")).contains("bucket is required");
    assertThat(workflows.disconnect("[]").text("/failure/message"))
        .contains("must be a JSON object");
  }

  private LabBucket bucket(State state) {
    return switch (state) {
      case NEVER_VERSIONED, WITH_PREFIX -> LabBucket.create(localStack);
      case VERSIONED -> LabBucket.create(localStack).versioned(BucketVersioningStatus.ENABLED);
      case SUSPENDED ->
          LabBucket.create(localStack)
              .versioned(BucketVersioningStatus.ENABLED)
              .versioned(BucketVersioningStatus.SUSPENDED);
      case IN_ANOTHER_ICA_REGION -> LabBucket.create(localStack, Region.EU_WEST_2);
      case WITH_EVERYTHING ->
          LabBucket.create(localStack)
              .versioned(BucketVersioningStatus.ENABLED)
              .withConfigurationOfOthers();
    };
  }

  private static String request(LabBucket bucket) {
    return "{\"bucket\": \"%s\"}".formatted(bucket.name());
  }

  private static String request(LabBucket bucket, State state) {
    return switch (state) {
      case WITH_PREFIX ->
          "{\"bucket\": \"%s\", \"prefix\": \"sequencing/run 7/\"}".formatted(bucket.name());
      case IN_ANOTHER_ICA_REGION ->
          "{\"bucket\": \"%s\", \"icaRegion\": \"eu-west-2\"}".formatted(bucket.name());
      case WITH_EVERYTHING ->
          "{\"bucket\": \"%s\", \"permissions\": \"extended\", \"crossAccountCopy\": true}"
              .formatted(bucket.name());
      default -> request(bucket);
    };
  }

  private static List<String> statuses(JsonNode outcome) {
    return outcome.at("/verification/checks").findValuesAsText("status");
  }

  private String userPolicy(LabBucket bucket) {
    String arn =
        "arn:aws:iam::000000000000:policy/ica-connect/ica-connect/us-east-1/ica-bucket-"
            + bucket.name();
    String version = account.iam.getPolicy(r -> r.policyArn(arn)).policy().defaultVersionId();
    return java.net.URLDecoder.decode(
        account
            .iam
            .getPolicyVersion(r -> r.policyArn(arn).versionId(version))
            .policyVersion()
            .document(),
        java.nio.charset.StandardCharsets.UTF_8);
  }
}
