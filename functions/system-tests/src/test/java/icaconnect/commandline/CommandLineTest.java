package icaconnect.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.localstack.Deadline;
import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import icaconnect.localstack.Workflows;
import icaconnect.workflow.LabBucket;
import icaconnect.workflow.LeaseHolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The command line as somebody uses it who has a stack. */
@OnLocalStack
class CommandLineTest {
  private final LocalStack localStack;
  private final IcaConnect icaConnect;

  CommandLineTest(LocalStack localStack) {
    this.localStack = localStack;
    icaConnect = new IcaConnect(localStack.endpoint(), AwsBasicCredentials.create("test", "test"));
  }

  @Test
  void a_check_says_of_a_bucket_what_the_stack_would_plan() {
    var bucket =
        LabBucket.create(localStack)
            .withConfigurationOfOthers()
            .versioned(BucketVersioningStatus.ENABLED);
    var before = bucket.configuration();

    var run = icaConnect.run("check", bucket.name(), "--prefix", "runs/", "--output", "json");
    var planned =
        new Workflows(localStack)
            .connect(
                "{\"bucket\": \"%s\", \"prefix\": \"runs/\", \"mode\": \"plan\"}"
                    .formatted(bucket.name()));

    assertThat(run.code()).as(run.err() + run.out()).isZero();
    JsonNode checked = run.json();
    assertThat(checked.path("status").asText()).isEqualTo("CHANGES");
    assertThat(checked.path("unread")).isEmpty();
    for (String step : List.of("cors", "bucketPolicy", "iam")) {
      JsonNode plan = named(planned.outcome().path("steps"), step);
      assertThat(named(checked.path("steps"), step).path("changes"))
          .as(step)
          .isEqualTo(plan.path("changes"));
      assertThat(named(checked.path("documents"), step)).isEqualTo(plan.at("/documents/0"));
    }
    assertThat(bucket.configuration()).isEqualTo(before);
  }

  @Test
  void a_check_of_a_bucket_that_is_not_there_is_refused() {
    var run = icaConnect.run("check", "no-such-bucket-anywhere");

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out()).contains("BUCKET_MISSING");
  }

  @Test
  void plans_connects_shows_audits_rotates_and_disconnects_a_bucket(@TempDir Path folder)
      throws IOException {
    var bucket = LabBucket.create(localStack).withConfigurationOfOthers();
    var before = bucket.configuration();
    String name = bucket.name();

    Path kept = folder.resolve("plan.json");
    var plan =
        icaConnect.run(
            "plan", name, "--prefix", "runs/", "--detailed-exitcode", "--out", kept.toString());
    assertThat(plan.code()).as(plan.err() + plan.out()).isEqualTo(2);
    assertThat(plan.out())
        .contains("Inspect the bucket", "+ CORS rule ica-connect", "--- bucketPolicy now")
        .containsPattern(name + ": PLANNED\nPlan [0-9a-f]{64} in ");
    assertThat(bucket.configuration()).isEqualTo(before);

    // Somebody edits the statement from which the plan would exempt ICA.
    String theirs = bucket.policy().orElseThrow().toString();
    bucket.withPolicy(theirs.replace("user/pipeline", "user/portal"));
    var changed = bucket.configuration();
    var refused = icaConnect.run("connect", "--plan", kept.toString(), "--yes");
    assertThat(refused.code()).as(refused.err() + refused.out()).isEqualTo(3);
    assertThat(refused.err()).contains("PLAN_CHANGED");
    assertThat(refused.out()).contains("+++ bucketPolicy, to be written now");
    var unshown = icaConnect.run("connect", "--plan", kept.toString(), "--yes", "--output", "json");
    assertThat(unshown.code()).as(unshown.err() + unshown.out()).isEqualTo(3);
    assertThat(unshown.json().at("/failure/message").asText())
        .contains("PLAN_CHANGED", "step bucketPolicy");
    assertThat(bucket.configuration()).isEqualTo(changed);
    assertThat(icaConnect.run("list").out()).as("nothing was begun").doesNotContain(name);
    bucket.withPolicy(theirs);

    var connect = icaConnect.run("connect", "--plan", kept.toString(), "--yes");
    assertThat(connect.code()).as(connect.err() + connect.out()).isZero();
    assertThat(connect.out())
        .containsSubsequence("Take the lease", "Inspect the bucket", "Prove the connection", "PASS")
        .endsWith(name + ": CONNECTED\n");

    assertThat(icaConnect.run("list").out())
        .containsPattern(name + " +CONNECTED +us-east-1 +runs/ +0 h +20..-");
    assertThat(icaConnect.run("show", name).out())
        .containsPattern("STATE +CONNECTED\n")
        .containsPattern("PREFIX +runs/\n");
    JsonNode shown = icaConnect.run("show", name, "--output", "json").json();
    assertThat(shown.at("/wish/prefix").asText()).isEqualTo("runs/");
    assertThat(shown.at("/wish").has("expectedPlan")).isFalse();
    JsonNode last = shown.path("history").path(shown.path("history").size() - 1);
    assertThat(last.path("status").asText()).isEqualTo("CONNECTED");
    String execution = last.path("execution").asText();
    assertThat(icaConnect.run("open", name).out())
        .contains("s3/buckets/" + name, "details/" + execution);

    var followed = icaConnect.run("follow", execution, "--output", "json");
    assertThat(followed.json().path("status").asText()).isEqualTo("CONNECTED");

    Path page = folder.resolve("report.html");
    Path evidence = folder.resolve("report.json");
    var report =
        icaConnect.run("report", name, "--html", page.toString(), "--json", evidence.toString());
    assertThat(report.code()).as(report.err() + report.out()).isZero();
    JsonNode filed = Json.parse(Files.readString(evidence));
    assertThat(EvidenceSchema.problems(filed)).isEmpty();
    assertThat(filed.at("/connections/0/record/state").asText()).isEqualTo("CONNECTED");
    assertThat(Files.readString(page)).contains(name, filed.at("/digest/value").asText());
    assertThat(icaConnect.run("report", "--verify", evidence.toString()).code()).isZero();
    Files.writeString(evidence, Files.readString(evidence).replace("CONNECTED", "PROVEN"));
    assertThat(icaConnect.run("report", "--verify", evidence.toString()).code()).isEqualTo(3);

    JsonNode audited = icaConnect.run("audit", name, "--output", "json").json();
    assertThat(audited.path("byOutcome")).isEqualTo(Json.parse("{\"SOUND\": 1}"));
    Path filedByAudit = folder.resolve("audit.json");
    Files.writeString(filedByAudit, kept(audited.at("/report/json").asText()));
    assertThat(icaConnect.run("report", "--verify", filedByAudit.toString()).code()).isZero();
    JsonNode ofAudit = Json.parse(Files.readString(filedByAudit));
    assertThat(EvidenceSchema.problems(ofAudit)).isEmpty();
    assertThat(ofAudit.path("installation")).isEqualTo(filed.path("installation"));
    assertThat(ofAudit.at("/connections/0/record/wish"))
        .isEqualTo(filed.at("/connections/0/record/wish"));
    assertThat(ofAudit.path("connections")).hasSize(1);
    assertThat(kept(audited.at("/report/html").asText()))
        .contains(name, audited.at("/report/sha256").asText());

    // Other tests may have left alarms and dead letters.
    var doctor = icaConnect.run("doctor");
    assertThat(doctor.code()).as(doctor.err() + doctor.out()).isIn(0, 3, 7);
    assertThat(doctor.out())
        .contains("GOOD    version: ", "alarm", "dead letters", "connections: ", "quota IAM users");

    var audit = icaConnect.run("audit", name);
    assertThat(audit.out()).as(audit.err()).contains("1 looked at", "1 SOUND");

    // No API key of ICA's is configured here, and no person answers.
    var rotate = icaConnect.run("rotate", name, "--yes");
    assertThat(rotate.code()).as(rotate.err() + rotate.out()).isEqualTo(6);
    assertThat(rotate.out()).contains("NobodyAnswered").endsWith(name + ": FAILED\n");

    var disconnect = icaConnect.run("disconnect", name, "--yes", "--output", "ndjson");
    assertThat(disconnect.code()).as(disconnect.err()).isZero();
    assertThat(disconnect.out().lines().map(Json::parse))
        .anyMatch(line -> line.path("type").asText().equals("event"))
        .last()
        .matches(line -> line.path("status").asText().equals("DISCONNECTED"));
    assertThat(bucket.configuration()).isEqualTo(before);
    assertThat(icaConnect.run("show", name).code()).isEqualTo(3);
  }

  @Test
  void connects_the_buckets_of_a_file_and_says_which_failed(@TempDir Path folder)
      throws IOException {
    var one = LabBucket.create(localStack);
    var two = LabBucket.create(localStack);
    Path file = folder.resolve("lab.csv");
    Files.writeString(
        file,
        "bucket,prefix\n%s,a/\nno-such-bucket-anywhere,\n%s,b/\n"
            .formatted(one.name(), two.name()));

    var run = icaConnect.run("connect-many", file.toString(), "--yes");

    assertThat(run.code()).as(run.err() + run.out()).isEqualTo(4);
    assertThat(run.out())
        .contains("3 of 3 done (2 connected, 1 failed), 0 running", "BUCKET_MISSING")
        .endsWith("3 asked, 2 connected, 0 unchanged, 1 failed, 0 unreported\n");
    icaConnect.run("disconnect", one.name(), "--yes");
    icaConnect.run("disconnect", two.name(), "--yes");
  }

  @Test
  void a_doctor_sees_what_a_schedule_could_not_start() {
    var sqs = localStack.client(SqsClient.builder());
    String queue =
        sqs.getQueueUrl(r -> r.queueName(LocalStack.STACK + "-schedules-put-aside")).queueUrl();
    sqs.sendMessage(r -> r.queueUrl(queue).messageBody("{}"));

    var doctor = icaConnect.run("doctor", "--quiet");
    sqs.purgeQueue(r -> r.queueUrl(queue));

    assertThat(doctor.code()).as(doctor.err() + doctor.out()).isEqualTo(3);
    assertThat(doctor.out())
        .contains("dead letters in " + LocalStack.STACK + "-schedules-put-aside: 1 put aside");
  }

  @Test
  void asks_nobody_where_nobody_can_answer() {
    var run = icaConnect.run("connect", "lab-of-nobody");

    assertThat(run.code()).isEqualTo(64);
    assertThat(run.err()).contains("--yes");
  }

  @Test
  void without_a_question_the_plan_that_is_shown_is_what_is_written() {
    var bucket = LabBucket.create(localStack).withConfigurationOfOthers();
    var before = bucket.configuration();

    var connect = icaConnect.run("connect", bucket.name(), "--yes");
    assertThat(connect.code()).as(connect.err() + connect.out()).isZero();
    assertThat(connect.out())
        .containsSubsequence(
            "--- bucketPolicy now", ": PLANNED\n", "Plan it once more", ": CONNECTED\n");

    var disconnect = icaConnect.run("disconnect", bucket.name(), "--yes");
    assertThat(disconnect.code()).as(disconnect.err() + disconnect.out()).isZero();
    assertThat(disconnect.out()).containsSubsequence(": PLANNED\n", ": DISCONNECTED\n");
    assertThat(bucket.configuration()).isEqualTo(before);
    assertThat(icaConnect.run("disconnect", bucket.name(), "--yes").code()).as("again").isZero();
  }

  @Test
  void ends_with_3_where_the_workflow_refuses() {
    var run = icaConnect.run("connect", "no-such-bucket-anywhere", "--yes");

    assertThat(run.code()).as(run.err()).isEqualTo(3);
    assertThat(run.out()).contains("BUCKET_MISSING").endsWith(": FAILED\n");
  }

  @Test
  void says_what_is_wrong_where_there_is_no_such_stack() {
    var run = icaConnect.run("list", "--stack", "another");

    assertThat(run.code()).isEqualTo(7);
    assertThat(run.err()).contains("another");
  }

  @Test
  void an_interrupted_command_leaves_the_execution_running_and_says_how_to_follow_it() {
    var bucket = LabBucket.create(localStack);
    // Until another execution is stopped, this one cannot be done before it is interrupted.
    var holder = new LeaseHolder(localStack, 600).of(bucket);
    var connect = icaConnect.started("connect", bucket.name(), "--yes");
    Deadline.await(
        Duration.ofMinutes(1), "a first state", () -> connect.printed().contains("Take the lease"));
    connect.interrupt();
    var ended = connect.end();
    holder.stop();

    assertThat(ended.code()).as(ended.out()).isEqualTo(130);
    assertThat(ended.err()).contains("The execution goes on");
    String arn = ended.err().replaceAll("(?s).*ica-connect follow (\\S+).*", "$1");
    assertThat(icaConnect.run("follow", arn, "--quiet").out())
        .isEqualTo(bucket.name() + ": CONNECTED\n");
    icaConnect.run("disconnect", bucket.name(), "--yes");
  }

  /** The text behind an S3 URI. */
  private String kept(String uri) {
    String[] parts = uri.split("/", 4);
    return localStack
        .client(S3Client.builder())
        .getObjectAsBytes(r -> r.bucket(parts[2]).key(parts[3]))
        .asUtf8String();
  }

  private static JsonNode named(JsonNode list, String name) {
    return list.valueStream()
        .filter(each -> each.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(list.toPrettyString()));
  }
}
