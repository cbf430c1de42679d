package icaconnect.aws.evidence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** A stack as CloudFormation describes it, as evidence. */
public final class DescribedStack {
  private DescribedStack() {}

  public static ObjectNode of(Stack stack, String region) {
    ObjectNode described =
        Json.MAPPER
            .createObjectNode()
            .put("name", stack.stackName())
            .put("id", stack.stackId())
            .put("region", region)
            .put("status", stack.stackStatusAsString())
            .put("created", time(stack.creationTime()))
            .put("updated", time(stack.lastUpdatedTime()));
    version(stack).ifPresent(version -> described.put("version", version));
    ObjectNode parameters = described.putObject("parameters");
    stack.parameters().stream()
        .sorted(java.util.Comparator.comparing(one -> one.parameterKey()))
        .forEach(one ->
            parameters.put(
                one.parameterKey(),
                java.util.Objects.requireNonNullElse(one.parameterValue(), "")));
    return described;
  }

  private static @Nullable String time(@Nullable Instant at) {
    return at == null ? null : at.toString();
  }

  /** That it says it is; absent in a stack from before stacks said it. */
  private static Optional<String> version(Stack stack) {
    return stack.outputs().stream()
        .filter(output -> output.outputKey().equals("Version"))
        .map(Output::outputValue)
        .findFirst();
  }
}
