package icaconnect.organisation;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.localstack.Checkout;
import icaconnect.localstack.Deadline;
import icaconnect.localstack.LocalStack;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** The hub's account, with a hub in each region, and the accounts that have joined. */
final class Organisation {
  private static final String ACCOUNT = "111122223333";
  private static final String ID = "o-a1b2c3d4e5";
  private static final Duration LONGEST = Duration.ofMinutes(3);

  private final LocalStack localStack;
  private final Region center;
  private final Map<Region, Map<String, String>> hubs = new HashMap<>();

  /** The first region's hub hears them all. */
  Organisation(LocalStack localStack, List<Region> regions) {
    this.localStack = localStack;
    this.center = regions.getFirst();
    for (Region region : regions) {
      hubs.put(
          region,
          deploy(ACCOUNT, region, "ica-connect-hub", "hub.yaml", Map.of("OrganisationId", ID)));
    }
  }

  void join(String account, Region region) {
    deploy(
        account,
        region,
        "ica-connect-member",
        "member.yaml",
        Map.of(
            "OrganisationId",
            ID,
            "HubAccountId",
            ACCOUNT,
            "HubRegion",
            center.id(),
            "HubMayAsk",
            "true"));
  }

  String bus() {
    return output(center, "NewsBusArn");
  }

  void manifest(Region region, String name, String text) {
    s3(region)
        .putObject(
            r -> r.bucket(output(region, "FilesBucket")).key("manifests/" + name),
            RequestBody.fromString(text));
  }

  DescribeExecutionResponse ask(Region region, String input) {
    return run(region, "ManyAccountsStateMachineArn", input, LONGEST);
  }

  List<String> outcomes(Region region, String input) {
    return outcomes(region, input, LONGEST);
  }

  /** Account, region, bucket, outcome and reason of each line. */
  List<String> outcomes(Region region, String input, Duration atMost) {
    return object(
            region, output(run(region, "ManyAccountsStateMachineArn", input, atMost), "results"))
        .path("results")
        .valueStream()
        .map(line ->
            line.properties().stream()
                .map(field -> field.getValue().asText())
                .collect(Collectors.joining(" ")))
        .toList();
  }

  JsonNode report() {
    return object(center, output(run(center, "ReportStateMachineArn", "{}", LONGEST), "report"));
  }

  /** What was last announced of a bucket. */
  Optional<String> heard(String account, Region region, String bucket) {
    return Optional.ofNullable(everything().get(account + "/" + region.id() + " " + bucket));
  }

  Map<String, String> everything() {
    return client(center, DynamoDbClient.builder())
        .scanPaginator(r -> r.tableName(output(center, "ConnectionsTable")))
        .items()
        .stream()
        .collect(
            Collectors.toMap(
                item -> text(item, "place") + " " + text(item, "bucket"),
                item -> text(item, "announced")));
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return item.get(name).s();
  }

  private DescribeExecutionResponse run(
      Region region, String machine, String input, Duration atMost) {
    var sfn = client(region, SfnClient.builder());
    String arn =
        sfn.startExecution(r -> r.stateMachineArn(output(region, machine)).input(input))
            .executionArn();
    var last = new DescribeExecutionResponse[1];
    Deadline.await(
        atMost,
        "the end of " + arn,
        () -> {
          last[0] = sfn.describeExecution(r -> r.executionArn(arn));
          return last[0].status() != ExecutionStatus.RUNNING;
        });
    return last[0];
  }

  private static String output(DescribeExecutionResponse ended, String name) {
    if (ended.status() != ExecutionStatus.SUCCEEDED) {
      throw new AssertionError(ended.error() + " " + ended.cause());
    }
    return Json.parse(ended.output()).path(name).asText();
  }

  private JsonNode object(Region region, String address) {
    String[] parts = address.substring("s3://".length()).split("/", 2);
    return Json.parse(
        s3(region).getObjectAsBytes(r -> r.bucket(parts[0]).key(parts[1])).asUtf8String());
  }

  private String output(Region region, String name) {
    return hubs.get(region).get(name);
  }

  private S3Client s3(Region region) {
    return client(region, S3Client.builder().forcePathStyle(true));
  }

  private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(
      Region region, B builder) {
    return localStack.client(ACCOUNT, region, builder);
  }

  private Map<String, String> deploy(
      String account, Region region, String stack, String file, Map<String, String> parameters) {
    var cloudFormation = localStack.client(account, region, CloudFormationClient.builder());
    cloudFormation.createStack(r ->
        r.stackName(stack)
            .templateBody(Checkout.text("organisation/" + file))
            .capabilities(Capability.CAPABILITY_NAMED_IAM)
            .parameters(
                parameters.entrySet().stream()
                    .map(given ->
                        Parameter.builder()
                            .parameterKey(given.getKey())
                            .parameterValue(given.getValue())
                            .build())
                    .toList()));
    var last = new Stack[1];
    Deadline.await(
        LONGEST,
        "the stack " + stack,
        () -> {
          last[0] = cloudFormation.describeStacks(r -> r.stackName(stack)).stacks().getFirst();
          return !last[0].stackStatusAsString().endsWith("IN_PROGRESS");
        });
    if (last[0].stackStatus() != StackStatus.CREATE_COMPLETE) {
      throw new AssertionError(stack + " is " + last[0].stackStatus() + " in " + account);
    }
    return last[0].outputs().stream()
        .collect(Collectors.toMap(Output::outputKey, Output::outputValue));
  }
}
