package icaconnect.cli.aws;

import static icaconnect.cli.aws.Asking.known;

import icaconnect.aws.inspect.UserSimulation;
import icaconnect.cli.doctor.DeployedStack;
import icaconnect.evidence.Known;
import icaconnect.inspect.Foreseen;
import icaconnect.registry.ConnectionRecord;
import icaconnect.step.Installation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.SummaryKeyType;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A stack as AWS shows it to the caller. */
final class AwsDeployedStack implements DeployedStack {
  /** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html */
  private static final int ALARMS_A_CALL = 100;

  private final Caller caller;
  private final Stack stack;

  AwsDeployedStack(Caller caller, Stack stack) {
    this.caller = caller;
    this.stack = stack;
  }

  @Override
  public String status() {
    return stack.status();
  }

  @Override
  public Map<String, String> parameters() {
    return stack.parameters();
  }

  @Override
  public Set<String> outputs() {
    return stack.outputs().keySet();
  }

  @Override
  public Optional<String> version() {
    return stack.version();
  }

  @Override
  public Known<Map<String, String>> firing() {
    return known(() -> {
      Map<String, String> firing = new TreeMap<>();
      var cloudWatch = caller.clients().here(CloudWatchClient.builder());
      var names = resources("AWS::CloudWatch::Alarm");
      for (int i = 0; i < names.size(); i += ALARMS_A_CALL) {
        var some = names.subList(i, Math.min(names.size(), i + ALARMS_A_CALL));
        cloudWatch
            .describeAlarms(r -> r.alarmNames(some).stateValue(StateValue.ALARM))
            .metricAlarms()
            .stream()
            // Emulators pass the wanted state over.
            .filter(alarm -> alarm.stateValue() == StateValue.ALARM)
            .forEach(alarm -> firing.put(alarm.alarmName(), alarm.stateReason()));
      }
      return firing;
    });
  }

  /** By the stack's own list: another stack's name may begin with this one's. */
  private List<String> resources(String type) {
    return caller
        .clients()
        .here(CloudFormationClient.builder())
        .listStackResourcesPaginator(r -> r.stackName(stack.name()))
        .stackResourceSummaries()
        .stream()
        .filter(resource -> resource.resourceType().equals(type))
        .map(StackResourceSummary::physicalResourceId)
        .toList();
  }

  @Override
  public Known<Map<String, Integer>> deadLetters() {
    return known(() -> {
      Map<String, Integer> letters = new TreeMap<>();
      var sqs = caller.clients().here(SqsClient.builder());
      // The stack has no queues for anything else.
      for (String queue : resources("AWS::SQS::Queue")) {
        var attributes =
            sqs.getQueueAttributes(r ->
                    r.queueUrl(queue)
                        .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .attributes();
        letters.put(
            queue,
            Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)));
      }
      return letters;
    });
  }

  @Override
  public Known<List<ConnectionRecord>> connections() {
    return known(() -> new Registry(caller, stack).all());
  }

  @Override
  public Known<List<Instant>> keys(String userName) {
    return known(() ->
        iam().listAccessKeys(r -> r.userName(userName)).accessKeyMetadata().stream()
            .filter(key -> key.status() == StatusType.ACTIVE)
            .map(key -> key.createDate())
            .toList());
  }

  @Override
  public Known<Map<String, Share>> quotas() {
    return known(() -> {
      var summary = iam().getAccountSummary().summaryMap();
      Map<String, Share> shares = new TreeMap<>();
      put(shares, "IAM users", summary, SummaryKeyType.USERS, SummaryKeyType.USERS_QUOTA);
      put(shares, "IAM policies", summary, SummaryKeyType.POLICIES, SummaryKeyType.POLICIES_QUOTA);
      return shares;
    });
  }

  @Override
  public Known<Foreseen> foreseen() {
    return known(() -> {
      String name =
          caller
              .clients()
              .here(CloudFormationClient.builder())
              .describeStackResource(
                  r -> r.stackName(stack.name()).logicalResourceId("IamFunctionRole"))
              .stackResourceDetail()
              .physicalResourceId();
      String role = iam().getRole(r -> r.roleName(name)).role().arn();
      return new UserSimulation(iam(), role)
          .of(new Installation(stack.installation(), caller.account()).userArn("ica-doctor"));
    });
  }

  private static void put(
      Map<String, Share> shares,
      String what,
      Map<SummaryKeyType, Integer> summary,
      SummaryKeyType used,
      SummaryKeyType quota) {
    if (summary.containsKey(used) && summary.containsKey(quota)) {
      shares.put(what, new Share(summary.get(used), summary.get(quota)));
    }
  }

  private IamClient iam() {
    return caller.clients().here(IamClient.builder());
  }
}
