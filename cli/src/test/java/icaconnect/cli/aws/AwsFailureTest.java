package icaconnect.cli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icaconnect.aws.client.Clients;
import icaconnect.aws.client.Wire;
import icaconnect.aws.client.Wire.Reply;
import icaconnect.failure.TryAgain;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Every service that a command asks, in every way in which it can fail. */
class AwsFailureTest {
  private static final Map<String, Function<Clients, Object>> SERVICES =
      Map.of(
          "CloudFormation",
          c -> c.once(CloudFormationClient.builder()).describeStacks(r -> r.stackName("lab")),
          "CloudWatch",
          c -> c.once(CloudWatchClient.builder()).describeAlarms(r -> r.alarmNames("a")),
          "DynamoDB",
          c -> c.once(DynamoDbClient.builder()).scan(r -> r.tableName("t")),
          "IAM",
          c -> c.once(IamClient.builder()).getAccountSummary(),
          "S3",
          c -> c.once(S3Client.builder()).getBucketPolicy(r -> r.bucket("lab")),
          "SQS",
          c -> c.once(SqsClient.builder()).getQueueAttributes(r -> r.queueUrl("https://q/1/q")),
          "Step Functions",
          c -> c.once(SfnClient.builder()).describeExecution(r -> r.executionArn("arn:e")),
          "STS",
          c -> c.once(StsClient.builder()).getCallerIdentity());

  private static final List<String> JSON = List.of("DynamoDB", "Step Functions", "SQS");

  private static final List<String> QUERY = List.of("CloudFormation", "IAM", "STS");

  static Stream<Arguments> failures() {
    return SERVICES.keySet().stream()
        .sorted()
        .flatMap(service ->
            Stream.of(
                Arguments.of(service, "throttled", error(service, 400, "Throttling"), true),
                Arguments.of(service, "slowed", error(service, 429, "TooManyRequests"), true),
                Arguments.of(service, "broken", error(service, 503, "ServiceUnavailable"), true),
                Arguments.of(service, "unreachable", Reply.none(), true),
                Arguments.of(service, "denied", error(service, 403, "AccessDenied"), false),
                Arguments.of(service, "expired", error(service, 403, "ExpiredToken"), false),
                Arguments.of(service, "wrong", error(service, 400, "ValidationError"), false)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("failures")
  void waiting_cures_it_or_the_caller_has_to_mend_something(
      String service, String how, Reply reply, boolean busy) {
    var clients = new Wire(_ -> reply).clients();

    assertThatThrownBy(() -> AwsFailure.said(() -> SERVICES.get(service).apply(clients)))
        .isInstanceOf(busy ? TryAgain.class : AwsFailure.class)
        .hasMessageNotContaining("Exception");
  }

  /** The defect: a stack that could not be looked up for a moment was said to be the caller's. */
  @Test
  void a_stack_that_is_looked_up_while_CloudFormation_is_busy_is_one_to_try_again() {
    var caller = new Caller("us-east-1", new Wire(_ -> query(400, "Throttling")).clients());

    assertThatThrownBy(() -> Stack.of(caller, "lab"))
        .isInstanceOf(TryAgain.class)
        .hasMessageContaining("Rate exceeded");
  }

  @Test
  void what_is_wrong_on_this_side_no_waiting_cures() {
    var noCredentials =
        SdkClientException.create(
            "Unable to load credentials from any of the providers in the chain X: [a, b]");
    var proxy = SdkClientException.create("TLS", new SSLHandshakeException("not trusted"));

    for (var failure : List.of(noCredentials, proxy)) {
      assertThat(AwsFailure.worded(failure))
          .isInstanceOf(AwsFailure.class)
          .hasMessageContaining("--profile");
    }
    assertThat(AwsFailure.worded(noCredentials).getMessage()).doesNotContain("[a, b]");
  }

  @Test
  void what_is_not_known_for_being_busy_is_said_to_be_not_known() {
    var busy = new TryAgain("AWS is busy");

    assertThat(
            Asking.known(() -> {
              throw busy;
            }))
        .isEqualTo(new icaconnect.evidence.Known.Not<>("AWS is busy"));
  }

  /** Each in its own protocol; of CloudWatch's, which is CBOR, the status alone. */
  private static Reply error(String service, int status, String code) {
    if (service.equals("CloudWatch")) {
      return Reply.json(code.equals("Throttling") ? 429 : status, code, "No.");
    }
    return JSON.contains(service)
        ? Reply.json(status, code, "No.")
        : QUERY.contains(service) ? query(status, code) : Reply.xml(status, code, "No.");
  }

  private static Reply query(int status, String code) {
    String error = Reply.xml(status, code, "Rate exceeded").body();
    return new Reply(
        status,
        Map.of("Content-Type", "text/xml"),
        "<ErrorResponse>" + error + "</ErrorResponse>",
        true);
  }
}
