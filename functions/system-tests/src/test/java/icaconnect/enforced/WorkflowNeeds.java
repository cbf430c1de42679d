package icaconnect.enforced;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.contract.States;
import icaconnect.lambda.Json;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a workflow asks of AWS, read from its definition: each task's integration with its resource.
 * Where a resource is only known at run time, one that could be is taken.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/service-integration-iam-templates.html">What
 *     each integration needs</a>
 */
final class WorkflowNeeds {
  private static final String ANY = "any";
  private static final Pattern STATE_MACHINE =
      Pattern.compile("arn:aws:states:[^'\"]*:stateMachine:[\\w-]+");
  private static final Pattern TABLE = Pattern.compile("'?\"?TableName'?\"?: ?['\"]([^'\"]+)");
  private static final String NESTED_EXECUTIONS =
      "rule/StepFunctionsGetEventsForStepFunctionsExecutionRule";

  private final Template template;
  private final String machine;
  private final JsonNode definition;
  private final Set<Grant> needs = new java.util.LinkedHashSet<>();

  private WorkflowNeeds(Template template, String machine) {
    this.template = template;
    this.machine = machine;
    definition = template.definition(machine);
  }

  static Set<Grant> of(Template template, String machine) {
    return new WorkflowNeeds(template, machine).gather();
  }

  private Set<Grant> gather() {
    for (var state : States.of(definition)) {
      if (state.isTask()) {
        task(state.state());
      }
      if (state.state().at("/ItemProcessor/ProcessorConfig/Mode").asText().equals("DISTRIBUTED")) {
        distributedMap(state.state());
      }
    }
    return needs;
  }

  private void task(JsonNode state) {
    JsonNode arguments = state.path("Arguments");
    String integration =
        state.path("Resource").asText().replaceFirst("arn:[^:]+:states:::(aws-sdk:)?", "");
    switch (integration) {
      case "lambda:invoke" ->
          need("lambda:InvokeFunction", arguments.path("FunctionName").asText());
      case "dynamodb:getItem" -> table("dynamodb:GetItem", arguments);
      case "dynamodb:scan" -> table("dynamodb:Scan", arguments);
      case "dynamodb:deleteItem" -> table("dynamodb:DeleteItem", arguments);
      case "dynamodb:updateItem", "dynamodb:updateItem.waitForTaskToken" ->
          table("dynamodb:UpdateItem", arguments);
      case "events:putEvents" ->
          arguments
              .path("Entries")
              .forEach(entry ->
                  need(
                      "events:PutEvents",
                      arn("events", "event-bus/" + entry.path("EventBusName").asText())));
      case "iam:listUsers" -> need("iam:ListUsers", "*");
      case "sqs:sendMessage" -> {
        need("sqs:SendMessage", arn("sqs", arguments.path("QueueUrl").asText()));
        // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
        key("kms:GenerateDataKey", "kms:Decrypt");
      }
      case "s3:putObject" -> {
        need("s3:PutObject", object(arguments));
        key("kms:GenerateDataKey");
      }
      case "sfn:describeExecution" ->
          holdersOfLeases()
              .forEach(holder -> need("states:DescribeExecution", execution(holder, ":")));
      case "states:startExecution" ->
          machines(arguments).forEach(started -> need("states:StartExecution", started));
      case "states:startExecution.sync:2" -> machines(arguments).forEach(this::nested);
      default -> throw new AssertionError("what does " + integration + " need?");
    }
  }

  private void nested(String started) {
    need("states:StartExecution", started);
    need("states:DescribeExecution", execution(started, ":"));
    need("states:StopExecution", execution(started, ":"));
    Stream.of("events:PutTargets", "events:PutRule", "events:DescribeRule")
        .forEach(action -> need(action, arn("events", NESTED_EXECUTIONS)));
  }

  private void distributedMap(JsonNode state) {
    need("states:StartExecution", template.arn(machine));
    need("states:DescribeExecution", execution(template.arn(machine), "/"));
    need("states:StopExecution", execution(template.arn(machine), "/"));
    need("s3:GetObject", object(state.at("/ItemReader/Arguments")));
    key("kms:Decrypt");
  }

  private void table(String action, JsonNode arguments) {
    String name = TABLE.matcher(Json.write(arguments)).results().findFirst().orElseThrow().group(1);
    need(action, arn("dynamodb", "table/" + name));
    key("kms:Decrypt");
  }

  private void key(String... actions) {
    template.key().ifPresent(key -> Stream.of(actions).forEach(action -> need(action, key)));
  }

  /** Those that it names, and itself where it says so. */
  private Set<String> machines(JsonNode arguments) {
    String text = arguments.path("StateMachineArn").asText();
    var named =
        STATE_MACHINE
            .matcher(text)
            .results()
            .map(match -> match.group())
            .collect(Collectors.toCollection(TreeSet::new));
    if (text.contains("$states.context.StateMachine.Id")) {
      named.add(template.arn(machine));
    }
    return named;
  }

  /** Who may be in the way of a lease: every workflow that writes itself into one. */
  private List<String> holdersOfLeases() {
    Predicate<String> holds =
        id -> Json.write(template.definition(id)).contains("leaseOwner = :me");
    return template
        .resources("AWS::StepFunctions::StateMachine")
        .filter(holds)
        .map(template::arn)
        .toList();
  }

  /** An object of a run, which lies under the workflow's own name. */
  private String object(JsonNode arguments) {
    String folder = template.name(machine).substring(Template.STACK.length() + 1);
    return "arn:aws:s3:::" + arguments.path("Bucket").asText() + "/" + folder + "/" + ANY;
  }

  private static String execution(String machineArn, String separator) {
    return machineArn.replace(":stateMachine:", ":execution:") + separator + ANY;
  }

  private static String arn(String service, String resource) {
    return "arn:aws:" + service + ":" + Template.REGION + ":" + Template.ACCOUNT + ":" + resource;
  }

  private void need(String action, String resource) {
    needs.add(new Grant(action, resource));
  }
}
