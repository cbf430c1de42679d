package icaconnect.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.localstack.Deadline;
import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import icaconnect.workflow.LabBucket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;

/** A hub, an account in one region with the application, and another account in another. */
@OnLocalStack
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HubTest {
  private static final String ONE = LocalStack.ACCOUNT;
  private static final String OTHER = "444455556666";
  private static final Region HERE = Region.US_EAST_1;
  private static final Region THERE = Region.EU_WEST_2;

  private final LocalStack localStack;
  private Organisation organisation;
  private LabBucket ones;
  private LabBucket others;
  private LabBucket.Configuration original;

  HubTest(LocalStack localStack) {
    this.localStack = localStack;
  }

  @BeforeAll
  void an_application_in_each_account_and_a_hub_in_each_region() {
    localStack.elsewhere(OTHER, THERE);
    organisation = new Organisation(localStack, List.of(HERE, THERE));
    organisation.join(ONE, HERE);
    organisation.join(OTHER, THERE);
    ones = LabBucket.create(localStack).withConfigurationOfOthers();
    original = ones.configuration();
    others = LabBucket.create(localStack.client(OTHER, THERE, S3Client.builder()), THERE);
  }

  @Test
  @Order(1)
  void a_manifest_with_anything_wrong_is_refused_with_all_of_it_before_anybody_is_asked() {
    long before = executionsOf(ONE, HERE);
    organisation.manifest(
        HERE,
        "wrong.csv",
        """
        account,bucket,region,userName
        %1$s,%2$s,us-east-1,boss
        12,Lab,nowhere,
        %1$s,"%2$s"
        %1$s,%2$s,us-east-1,
        """
            .formatted(ONE, ones.name()));

    var refused = organisation.ask(HERE, "{\"manifest\": \"manifests/wrong.csv\"}");
    var unknown = organisation.ask(HERE, "{\"manifest\": \"manifests/none.csv\"}");
    var elsewhere = organisation.ask(HERE, "{\"manifest\": \"report/summary.json\"}");

    assertThat(refused.error()).isEqualTo("icaconnect.failure.InvalidRequest");
    assertThat(Json.parse(refused.cause()).at("/failure/message").asText())
        .contains(
            "line 1: userName is not passed on",
            "line 3: account must be twelve digits",
            "line 3: bucket must be the name of one",
            "line 3: region must be the code of one",
            "line 4: 2 cells under 4 columns",
            "line 4: quotes are not read here",
            "line 2: a bucket more than once",
            "line 5: a bucket more than once");
    assertThat(unknown.error()).isEqualTo("S3.NoSuchKeyException");
    assertThat(Json.parse(unknown.cause()).at("/failure/step").asText()).isEqualTo("manifest");
    assertThat(elsewhere.error()).isEqualTo("icaconnect.failure.InvalidRequest");
    assertThat(executionsOf(ONE, HERE)).isEqualTo(before);
  }

  @Test
  @Order(2)
  void two_accounts_in_two_regions_are_connected_from_one_manifest_and_heard_in_one_place() {
    organisation.manifest(HERE, "all.csv", manifest());
    organisation.manifest(THERE, "all.csv", manifest());

    var here = organisation.outcomes(HERE, "{\"manifest\": \"manifests/all.csv\"}");
    var there = organisation.outcomes(THERE, "{\"manifest\": \"manifests/all.csv\"}");

    assertThat(here)
        .containsExactly(
            "%s us-east-1 %s CONNECTED ".formatted(ONE, ones.name()),
            "%s eu-west-2 %s ELSEWHERE ".formatted(OTHER, others.name()),
            ("%s us-east-1 lab-that-never-was NOT_DONE" + " icaconnect.failure.Refused")
                .formatted(ONE),
            "777788889999 us-east-1 lab NOT_DONE StepFunctions.StateMachineDoesNotExistException");
    assertThat(there)
        .containsExactly(
            "%s us-east-1 %s ELSEWHERE ".formatted(ONE, ones.name()),
            "%s eu-west-2 %s CONNECTED ".formatted(OTHER, others.name()),
            "%s us-east-1 lab-that-never-was ELSEWHERE ".formatted(ONE),
            "777788889999 us-east-1 lab ELSEWHERE ");
    assertThat(others.cors()).isNotEmpty();
    heard(ONE, HERE, ones, "Bucket Connected");
    heard(OTHER, THERE, others, "Bucket Connected");

    var report = organisation.report();
    assertThat(report.path("accounts").valueStream().map(JsonNode::toString))
        .anyMatch(count -> count.contains(ONE) && count.contains("Bucket Connected"))
        .anyMatch(count -> count.contains(OTHER) && count.contains("eu-west-2"));
  }

  @Test
  @Order(3)
  void an_account_tells_of_itself_only_and_what_comes_late_changes_nothing() {
    Instant now = Instant.now();
    announce(OTHER, "Bucket Connection Drifted", ones.name(), now.plusSeconds(60));
    announce(ONE, "Bucket Connection Drifted", ones.name(), now.minusSeconds(3600));
    announce(ONE, "Something Else", ones.name(), now.plusSeconds(60));
    announce(ONE, "Bucket Connected", "lab-marker", now);

    heard(OTHER, HERE, ones, "Bucket Connection Drifted");
    Deadline.await(
        Duration.ofSeconds(60),
        "the marker",
        () -> organisation.heard(ONE, HERE, "lab-marker").isPresent());
    assertThat(organisation.heard(ONE, HERE, ones.name())).contains("Bucket Connected");
  }

  @Test
  @Order(4)
  void both_are_looked_at_and_taken_back_by_the_same_manifest() {
    String input = "{\"manifest\": \"manifests/all.csv\", \"action\": \"%s\"}";

    assertThat(organisation.outcomes(THERE, input.formatted("audit")))
        .contains("%s eu-west-2 %s SOUND ".formatted(OTHER, others.name()));
    assertThat(organisation.outcomes(HERE, input.formatted("disconnect")))
        .contains("%s us-east-1 %s DISCONNECTED ".formatted(ONE, ones.name()));
    assertThat(organisation.outcomes(THERE, input.formatted("disconnect")))
        .contains("%s eu-west-2 %s DISCONNECTED ".formatted(OTHER, others.name()));

    assertThat(ones.configuration()).isEqualTo(original);
    assertThat(others.cors()).isEmpty();
    heard(ONE, HERE, ones, "Bucket Disconnected");
    heard(OTHER, THERE, others, "Bucket Disconnected");
  }

  private String manifest() {
    return """
    account,region,bucket,prefix
    %s,us-east-1,%s,runs/
    %s,eu-west-2,%s,

    %s,us-east-1,lab-that-never-was,
    777788889999,us-east-1,lab,
    """
        .formatted(ONE, ones.name(), OTHER, others.name(), ONE);
  }

  private void heard(String account, Region region, LabBucket bucket, String announcement) {
    Deadline.await(
        Duration.ofSeconds(60),
        () -> announcement + " of " + bucket.name() + ", after " + organisation.everything(),
        () ->
            organisation
                .heard(account, region, bucket.name())
                .filter(announcement::equals)
                .isPresent());
  }

  /** As whoever may put events on the hub's bus can, whatever it says of itself. */
  private void announce(String account, String type, String bucket, Instant time) {
    String detail =
        Json.write(
            Map.of(
                "version",
                "1",
                "bucket",
                bucket,
                "account",
                ONE,
                "region",
                "eu-central-1",
                "execution",
                "arn:x"));
    localStack
        .client(account, HERE, EventBridgeClient.builder())
        .putEvents(r ->
            r.entries(e ->
                e.eventBusName(organisation.bus())
                    .source("ica.bucket-connect")
                    .detailType(type)
                    .time(time)
                    .detail(detail)));
  }

  private long executionsOf(String account, Region region) {
    return localStack
        .client(account, region, SfnClient.builder())
        .listExecutionsPaginator(
            r -> r.stateMachineArn(localStack.output("ConnectStateMachineArn")))
        .executions()
        .stream()
        .count();
  }
}
