package icaconnect.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import icaconnect.lambda.Json;
import icaconnect.localstack.Fleet;
import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import icaconnect.localstack.RequestLog;
import icaconnect.localstack.Workflows;
import icaconnect.workflow.Account;
import icaconnect.workflow.LabBucket;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

@OnLocalStack
class FleetTest {
  private static final int GOOD = 57;

  private final LocalStack localStack;
  private final Fleet fleet;
  private final RequestLog requests;
  private final Account account;

  FleetTest(LocalStack localStack) {
    this.localStack = localStack;
    fleet = new Fleet(localStack);
    requests = new RequestLog(localStack);
    account = new Account(localStack);
  }

  @Test
  void sixty_buckets_three_of_them_bad_and_once_more() {
    var good = Stream.generate(() -> LabBucket.create(localStack)).limit(GOOD).toList();
    var bad = LabBucket.create(localStack);
    somebodyElses("somebody-elses-fleet");
    var manifest = new ArrayList<Object>(good.stream().map(LabBucket::name).toList());
    manifest.add(10, Map.of("bucket", "lab-that-never-was"));
    manifest.add(30, Map.of("bucket", bad.name(), "prefix", "/wrong"));
    manifest.add(50, Map.of("bucket", "somebody-elses-fleet"));

    var summary = fleet.connect("fleet.json", Json.write(manifest), 4).outcome();

    assertThat(summary.path("connected").asInt()).as("%s", summary).isEqualTo(GOOD);
    assertThat(summary.path("failedByReason"))
        .isEqualTo(
            Json.parse("{\"BUCKET_MISSING\": 1, \"BUCKET_NOT_OURS\": 1, \"InvalidRequest\": 1}"));
    assertThat(summary.path("unreported").asInt()).isZero();
    assertThat(fleet.results(summary)).hasSize(GOOD + 3);
    assertThat(good).allSatisfy(bucket -> assertThat(state(bucket)).isEqualTo("CONNECTED"));
    assertThat(
            Stream.of("lab-that-never-was", bad.name(), "somebody-elses-fleet")
                .flatMap(name -> account.tracesOf(name).stream()))
        .isEmpty();

    int mark = requests.mark();
    String csv =
        good.stream()
            .map(LabBucket::name)
            .collect(Collectors.joining("\n", "bucket,prefix\n", "\n"));
    var again = fleet.connect("fleet.csv", csv, 4).outcome();

    assertThat(again.path("unchanged").asInt()).as("%s", again).isEqualTo(GOOD);
    assertThat(requests.writesSince(mark))
        .as("writes besides probes' objects and results")
        .isSubsetOf("s3:PutObject", "s3:DeleteObject");
  }

  @Test
  void buckets_may_be_named_in_the_request_itself_and_a_manifest_that_makes_no_sense_is_refused() {
    var bucket = LabBucket.create(localStack);
    var workflows = new Workflows(localStack);

    var one =
        workflows.await(
            workflows.start(
                "ConnectManyStateMachineArn", "{\"buckets\": [\"%s\"]}".formatted(bucket.name())));
    var none =
        workflows.await(
            workflows.start(
                "ConnectManyStateMachineArn", "{\"manifest\": \"manifests/none.json\"}"));

    assertThat(one.outcome().path("connected").asInt()).as("%s", one.outcome()).isEqualTo(1);
    assertThat(none.error()).isEqualTo("icaconnect.failure.InvalidRequest");
    assertThat(none.text("/failure/step")).isEqualTo("manifest");
    assertThat(none.text("/failure/message")).contains("manifests/none.json");
    assertThat(none.outcome().toString()).doesNotContain("stackTrace");
  }

  private String state(LabBucket bucket) {
    return account.record(bucket.name()).orElseThrow().get("state").s();
  }

  private void somebodyElses(String name) {
    S3Client.builder()
        .endpointOverride(localStack.endpoint())
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("888888888888", "test")))
        .build()
        .createBucket(r -> r.bucket(name));
  }
}
