package icaconnect.cli.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.aws.evidence.DescribedStack;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;

/** A deployed stack, by what it says of itself. */
record Stack(
    String name,
    String region,
    String status,
    Map<String, String> outputs,
    String id,
    Map<String, String> parameters,
    ObjectNode described) {
  static Stack of(Caller caller, String name) {
    return AwsFailure.said(() -> {
      var found = described(caller, name);
      return new Stack(
          name,
          caller.region(),
          found.stackStatusAsString(),
          found.outputs().stream()
              .collect(Collectors.toMap(Output::outputKey, Output::outputValue)),
          found.stackId(),
          found.parameters().stream()
              .collect(
                  Collectors.toMap(
                      Parameter::parameterKey,
                      one -> Objects.requireNonNullElse(one.parameterValue(), ""),
                      (one, _) -> one,
                      TreeMap::new)),
          DescribedStack.of(found, caller.region()));
    });
  }

  private static software.amazon.awssdk.services.cloudformation.model.Stack described(
      Caller caller, String name) {
    try {
      return caller
          .clients()
          .here(CloudFormationClient.builder())
          .describeStacks(r -> r.stackName(name))
          .stacks()
          .getFirst();
    } catch (CloudFormationException e) {
      if (e.getMessage().contains("does not exist")) {
        throw new AwsFailure(
            "There is no stack %s in %s. Look at --stack, --region and --profile."
                .formatted(name, caller.region()),
            e);
      }
      throw e;
    }
  }

  /** That it lies in, by its ARN. */
  String account() {
    return id.split(":", 6)[4];
  }

  /** What everything of it is named by: in a StackSet not the stack's own name. */
  String installation() {
    return parameters.getOrDefault("Installation", name);
  }

  /** The version that it says it is; absent in a stack from before stacks said it. */
  Optional<String> version() {
    return Optional.ofNullable(outputs.get("Version"));
  }

  /** An output that every stack of this version has. */
  String output(String key) {
    return Optional.ofNullable(outputs.get(key))
        .orElseThrow(() ->
            new AwsFailure(
                "The stack "
                    + name
                    + " ("
                    + status
                    + ") has no output "
                    + key
                    + ": it is another one, or older than this command line. Look at --stack."));
  }
}
