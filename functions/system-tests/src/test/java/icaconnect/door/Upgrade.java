package icaconnect.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.localstack.Deadline;
import icaconnect.localstack.Fleet;
import icaconnect.localstack.LocalStack;
import icaconnect.localstack.OnLocalStack;
import icaconnect.localstack.Workflows;
import icaconnect.workflow.Account;
import icaconnect.workflow.LabBucket;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * The first release, deployed without SAM, with a connection by each door and an execution at work,
 * becomes the release of this commit; then every verb is used. By {@code make upgrade}: three
 * deployments are too long for every run.
 */
@OnLocalStack
class Upgrade {
  private static final String STACK = "lab-released";
  private static final String BUCKET = "released-artefacts";
  private static final String SOURCE = "lab.released";
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final LocalStack localStack;
  private final CloudFormationClient cloudFormation;

  Upgrade(LocalStack localStack) {
    this.localStack = localStack;
    cloudFormation = localStack.client(CloudFormationClient.builder());
  }

  @Test
  void connections_of_the_first_release_live_on_in_this_one() {
    var now = Release.present();
    var then = Release.kept("0.1.0", now);
    var byHand = LabBucket.create(localStack).withConfigurationOfOthers();
    var declared = LabBucket.create(localStack).withConfigurationOfOthers();
    var asked = LabBucket.create(localStack);
    var caught = LabBucket.create(localStack);
    var before = List.of(byHand.configuration(), declared.configuration());

    var old = deployed(then, "90");
    assertThat(old.output("Version")).isEqualTo("0.1.0");
    var workflows = new Workflows(old);
    assertThat(workflows.connect(request(byHand)).text("/status")).isEqualTo("CONNECTED");
    var declares = new Stacks(old);
    assertThat(
            declares.create("declares", template(declares, declared, "a/"), Map.of()).status("One"))
        .isEqualTo("CREATE_COMPLETE");
    event("connect", asked);
    awaitState(old, asked, "CONNECTED");
    String holder = waiting(workflows);
    lease(old, caught, holder);
    String running = workflows.start("ConnectStateMachineArn", request(caught));

    var upgraded = deployed(now, "30");
    workflows.sfn().stopExecution(r -> r.executionArn(holder));
    var ended = workflows.await(running, LONGEST);
    assertThat(ended.text("/status")).as("%s", ended.outcome()).isEqualTo("CONNECTED");

    everyVerb(upgraded, byHand, declared, asked, caught);

    assertThat(List.of(byHand.configuration(), declared.configuration())).isEqualTo(before);
    var deleted = new Stacks(localStack).delete(STACK);
    assertThat(deleted.status(STACK)).as("%s", deleted.failures()).isEqualTo("DELETE_COMPLETE");
  }

  private void everyVerb(
      LocalStack stack, LabBucket byHand, LabBucket declared, LabBucket asked, LabBucket caught) {
    var workflows = new Workflows(stack);
    assertThat(audited(workflows, byHand, declared, asked, caught)).as("audit").isEqualTo(4);

    var plan =
        workflows.connect("{\"bucket\": \"%s\", \"mode\": \"plan\"}".formatted(byHand.name()));
    assertThat(plan.text("/status")).isEqualTo("PLANNED");
    assertThat(plan.outcome().path("steps"))
        .as("a plan finds nothing to change: %s", plan.outcome())
        .noneMatch(step -> step.path("changed").asBoolean());
    var again = workflows.connect(request(byHand));
    assertThat(again.outcome().path("steps")).noneMatch(step -> step.path("changed").asBoolean());

    var rotated = workflows.await(workflows.start("RotateStateMachineArn", request(byHand)));
    assertThat(rotated.text("/failure/error"))
        .as("%s", rotated.outcome())
        .isEqualTo("NobodyAnswered");
    assertThat(audited(workflows, byHand)).as("audit after that").isEqualTo(1);

    var more = LabBucket.create(localStack);
    var many = new Fleet(stack).connect("more.csv", "bucket\n" + more.name() + "\n", 1);
    assertThat(many.status()).as("%s", many.outcome()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(listed(stack)).contains(more.name(), byHand.name(), declared.name());

    var declares = new Stacks(stack);
    assertThat(
            declares.update("declares", template(declares, declared, "b/"), Map.of()).status("One"))
        .isEqualTo("UPDATE_COMPLETE");
    assertThat(declares.delete("declares").status("One")).isEqualTo("DELETE_COMPLETE");
    event("disconnect", asked);
    Deadline.await(
        LONGEST,
        "no record of " + asked.name(),
        () -> new Account(stack).record(asked.name()).isEmpty());

    assertThat(declares.delete(STACK).reason("DeletionGuard")).contains("STILL_CONNECTED");
    assertThat(workflows.disconnect(request(byHand)).text("/status")).isEqualTo("DISCONNECTED");
    var all =
        workflows.await(
            workflows.start(
                "DisconnectAllStateMachineArn", "{\"disconnect\": \"every bucket of this stack\"}"),
            LONGEST);
    assertThat(all.status()).as("%s", all.outcome()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(new Account(stack).tracesOf(caught.name())).isEmpty();
    assertThat(new Account(stack).tracesOf(more.name())).isEmpty();
  }

  /** Both releases are deployed as docs/release.md says. */
  private LocalStack deployed(Release release, String logRetentionDays) {
    var s3 = localStack.client(S3Client.builder());
    s3.createBucket(r -> r.bucket(BUCKET));
    s3.putObject(
        r -> r.bucket(BUCKET).key("ica/" + release.artefact()),
        RequestBody.fromBytes(release.code()));
    s3.putObject(
        r -> r.bucket(BUCKET).key("template.yaml"), RequestBody.fromString(release.template()));
    String url = localStack.endpoint() + "/" + BUCKET + "/template.yaml";
    boolean there =
        cloudFormation.listStacks().stackSummaries().stream()
            .anyMatch(one -> one.stackName().equals(STACK));
    if (there) {
      cloudFormation.updateStack(r ->
          r.stackName(STACK)
              .templateURL(url)
              .capabilities(Capability.CAPABILITY_IAM)
              .parameters(parameters(release, logRetentionDays)));
    } else {
      cloudFormation.createStack(r ->
          r.stackName(STACK)
              .templateURL(url)
              .capabilities(Capability.CAPABILITY_IAM)
              .parameters(parameters(release, logRetentionDays)));
    }
    String wanted = there ? "UPDATE_COMPLETE" : "CREATE_COMPLETE";
    Deadline.await(
        LONGEST,
        () -> STACK + " is " + status(),
        () -> {
          assertThat(status()).doesNotContain("FAILED").doesNotContain("ROLLBACK");
          return status().equals(wanted);
        });
    return localStack.with(new Stacks(localStack).outputs(STACK));
  }

  private String status() {
    return cloudFormation
        .describeStacks(r -> r.stackName(STACK))
        .stacks()
        .getFirst()
        .stackStatusAsString();
  }

  /** Logs are kept for other days each time, so that there is something to update in any case. */
  private List<Parameter> parameters(Release release, String logRetentionDays) {
    var wished = new HashMap<String, String>();
    wished.put("CodeBucket", BUCKET);
    wished.put("CodePrefix", "ica/");
    wished.put("BucketNamePattern", "*");
    wished.put("AllowEveryBucket", "true");
    wished.put("RequestEvents", "true");
    wished.put("RequestSource", SOURCE);
    wished.put("RequestEventFields", "action");
    wished.put("LoopbackResponses", "true");
    wished.put("BelieveStackResources", "true");
    wished.put("IcaBaseUrl", "http://127.0.0.1:" + localStack.icaPort() + "/ica/rest");
    wished.put("SettlingSeconds", "0");
    wished.put("KeySettlingSeconds", "0");
    wished.put("PersonSeconds", "5");
    wished.put("LogRetentionDays", logRetentionDays);
    wished.keySet().retainAll(release.parameters());
    return wished.entrySet().stream()
        .map(one ->
            Parameter.builder().parameterKey(one.getKey()).parameterValue(one.getValue()).build())
        .toList();
  }

  private static String request(LabBucket bucket) {
    return "{\"bucket\": \"%s\"}".formatted(bucket.name());
  }

  private static String template(Stacks stacks, LabBucket bucket, String prefix) {
    return stacks.template(List.of(Map.of("BucketName", bucket.name(), "Prefix", prefix)));
  }

  private void event(String action, LabBucket bucket) {
    localStack
        .client(EventBridgeClient.builder())
        .putEvents(r ->
            r.entries(e ->
                e.source(SOURCE)
                    .detailType("Bucket Connection Requested")
                    .detail(
                        "{\"action\": \"%s\", \"bucket\": \"%s\"}"
                            .formatted(action, bucket.name()))));
  }

  private void awaitState(LocalStack stack, LabBucket bucket, String state) {
    Deadline.await(
        LONGEST,
        () -> bucket.name() + " " + state + ": " + new Account(stack).record(bucket.name()),
        () ->
            new Account(stack)
                .record(bucket.name())
                .filter(item -> item.get("state").s().equals(state))
                .filter(item -> !item.containsKey("leaseOwner"))
                .isPresent());
  }

  private static int audited(Workflows workflows, LabBucket... buckets) {
    var names = Json.MAPPER.createArrayNode();
    for (var bucket : buckets) {
      names.add(bucket.name());
    }
    var audit =
        workflows.await(
            workflows.start("AuditStateMachineArn", "{\"buckets\": %s}".formatted(names)), LONGEST);
    return audit.outcome().at("/byOutcome/SOUND").asInt();
  }

  private static List<String> listed(LocalStack stack) {
    JsonNode page =
        Json.parse(
            stack
                .client(LambdaClient.builder())
                .invoke(r ->
                    r.functionName(stack.output("ListFunctionName"))
                        .payload(SdkBytes.fromUtf8String("{\"limit\": 200}")))
                .payload()
                .asUtf8String());
    return page.path("connections").findValuesAsText("bucket");
  }

  /** An execution that holds a lease and does nothing. */
  private static String waiting(Workflows workflows) {
    String machine =
        workflows
            .sfn()
            .createStateMachine(r ->
                r.name("holds-" + System.nanoTime())
                    .definition(
                        "{\"QueryLanguage\": \"JSONata\", \"StartAt\": \"Wait\", \"States\":"
                            + " {\"Wait\": {\"Type\": \"Wait\", \"Seconds\": 1800, \"End\": true}}}")
                    .roleArn("arn:aws:iam::000000000000:role/any"))
            .stateMachineArn();
    return workflows.sfn().startExecution(r -> r.stateMachineArn(machine)).executionArn();
  }

  private static void lease(LocalStack stack, LabBucket bucket, String owner) {
    new Account(stack)
        .putRecord(
            Map.of(
                "bucket", AttributeValue.fromS(bucket.name()),
                "leaseOwner", AttributeValue.fromS(owner),
                "leaseExpires",
                    AttributeValue.fromN(
                        Long.toString(Instant.now().plusSeconds(1800).getEpochSecond())),
                "fence", AttributeValue.fromN("7"),
                "state", AttributeValue.fromS("CONNECTING"),
                "journal", AttributeValue.fromM(Map.of())));
  }
}
