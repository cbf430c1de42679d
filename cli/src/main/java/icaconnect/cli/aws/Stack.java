package icaconnect.cli.aws;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Output;

/** A deployed stack, by what it says of itself. */
public record Stack(String name, String region, String status, Map<String, String> outputs) {
  public static Stack of(Caller caller, String name) {
    return AwsFailure.said(() -> {
      var found =
          caller
              .clients()
              .here(CloudFormationClient.builder())
              .describeStacks(r -> r.stackName(name))
              .stacks()
              .getFirst();
      return new Stack(
          name,
          caller.region(),
          found.stackStatusAsString(),
          found.outputs().stream()
              .collect(Collectors.toMap(Output::outputKey, Output::outputValue)));
    });
  }

  /** An output that every stack of this version has. */
  public String output(String key) {
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
