package icaconnect.door;

import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;
import icaconnect.localstack.Checkout;
import icaconnect.localstack.Deadline;
import icaconnect.localstack.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/**
 * Real stacks that declare connections. LocalStack's engine ends failed updates and deletes as
 * complete, so tests look at the resources' events, never at a failed stack's status.
 */
final class Stacks {
  private static final Duration LONGEST = Duration.ofMinutes(4);

  private final LocalStack localStack;
  private final CloudFormationClient cloudFormation;

  Stacks(LocalStack localStack) {
    this.localStack = localStack;
    cloudFormation = localStack.client(CloudFormationClient.builder());
  }

  /** A template with one connection for each set of properties; they are named One, Two, … */
  String template(List<Map<String, Object>> connections) {
    var template = Json.MAPPER.createObjectNode();
    var names = List.of("One", "Two").iterator();
    var resources = template.putObject("Resources");
    String before = null;
    for (var properties : connections) {
      var name = names.next();
      var resource = resources.putObject(name).put("Type", "Custom::IcaBucketConnection");
      if (before != null) {
        resource.put("DependsOn", before);
      }
      before = name;
      resource
          .putObject("Properties")
          .put("ServiceToken", localStack.output("ConnectionResourceArn"))
          .setAll((ObjectNode) Json.tree(properties));
    }
    return Json.write(template);
  }

  /** A template with one connection, and its attributes as outputs. */
  String template(Map<String, Object> connection, List<String> attributes) {
    var template = (ObjectNode) Json.parse(template(List.of(connection)));
    var outputs = template.putObject("Outputs");
    attributes.forEach(attribute ->
        outputs
            .putObject(attribute)
            .putObject("Value")
            .putArray("Fn::GetAtt")
            .add("One")
            .add(attribute));
    return Json.write(template);
  }

  static String example(String name) {
    try {
      return Files.readString(Checkout.file("examples/" + name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Ended create(String stack, String template, Map<String, String> parameters) {
    cloudFormation.createStack(
        r -> r.stackName(stack).templateBody(template).parameters(list(parameters)));
    return await(stack, 0);
  }

  Ended update(String stack, String template, Map<String, String> parameters) {
    int before = events(stack).size();
    cloudFormation.updateStack(
        r -> r.stackName(stack).templateBody(template).parameters(list(parameters)));
    return await(stack, before);
  }

  Ended delete(String stack) {
    var id = find(stack).orElseThrow().stackId();
    int before = events(id).size();
    cloudFormation.deleteStack(r -> r.stackName(stack));
    return await(id, before);
  }

  Map<String, String> outputs(String stack) {
    var outputs = new java.util.TreeMap<String, String>();
    find(stack)
        .orElseThrow()
        .outputs()
        .forEach(output -> outputs.put(output.outputKey(), output.outputValue()));
    return outputs;
  }

  String id(String stack) {
    return find(stack).orElseThrow().stackId();
  }

  /** The resources' events of one operation, oldest first. */
  record Ended(List<StackEvent> events) {
    StackEvent last(String resource) {
      return events.stream()
          .filter(event -> event.logicalResourceId().equals(resource))
          .reduce((_, event) -> event)
          .orElseThrow();
    }

    /** What failed, and why. */
    List<String> failures() {
      return events.stream()
          .filter(event -> event.resourceStatusAsString().endsWith("_FAILED"))
          .map(event -> event.logicalResourceId() + ": " + event.resourceStatusReason())
          .toList();
    }

    String status(String resource) {
      return last(resource).resourceStatusAsString();
    }

    String reason(String resource) {
      return last(resource).resourceStatusReason();
    }

    /** Why the first resource got into the status. */
    String reasonOf(String status) {
      return events.stream()
          .filter(event -> event.resourceStatusAsString().equals(status))
          .filter(event -> event.resourceStatusReason() != null)
          .findFirst()
          .orElseThrow(() -> new AssertionError("nothing is " + status + " in " + events))
          .resourceStatusReason();
    }
  }

  private Ended await(String stack, int eventsBefore) {
    var name = stack.contains(":stack/") ? stack.split("/")[1] : stack;
    Deadline.await(
        LONGEST,
        () -> "the end of " + stack + ": " + events(stack),
        () -> {
          var events = events(stack);
          return events.size() > eventsBefore + 1
              && events.getLast().logicalResourceId().equals(name)
              && !events.getLast().resourceStatusAsString().endsWith("_IN_PROGRESS");
        });
    return new Ended(events(stack).subList(eventsBefore, events(stack).size()));
  }

  private List<StackEvent> events(String stack) {
    return cloudFormation.describeStackEvents(r -> r.stackName(stack)).stackEvents().reversed();
  }

  private Optional<Stack> find(String stack) {
    try {
      return cloudFormation.describeStacks(r -> r.stackName(stack)).stacks().stream().findFirst();
    } catch (CloudFormationException e) {
      return Optional.empty();
    }
  }

  private static List<Parameter> list(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(entry ->
            Parameter.builder()
                .parameterKey(entry.getKey())
                .parameterValue(entry.getValue())
                .build())
        .toList();
  }
}
