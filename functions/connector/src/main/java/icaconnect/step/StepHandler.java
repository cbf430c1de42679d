package icaconnect.step;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Connection;
import icaconnect.inspect.BucketFacts;
import icaconnect.lambda.Json;
import icaconnect.lambda.JsonHandler;
import icaconnect.registry.Lease;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Decodes what the workflow sends every step; the step itself fits on one screen below this. */
public abstract class StepHandler extends JsonHandler {
  @Override
  protected final Object handle(JsonNode input, Context context) {
    return handle(decode(input, context));
  }

  protected abstract Object handle(Step step);

  /** What the workflow sends, for handlers that need more than a step. */
  public static Step decode(JsonNode input, Context context) {
    return new Step(
        Goal.valueOf(input.path("goal").asText("connect").toUpperCase(Locale.ROOT)),
        Connection.parse(input.path("request")),
        read(input.path("facts"), BucketFacts.class).orElse(null),
        AwsAccount.ofFunctionArn(context.getInvokedFunctionArn()),
        read(input.path("lease"), Lease.class),
        journal(input.path("journal")),
        input.path("keyLabel").asText(Step.CURRENT_KEY));
  }

  private static <T> Optional<T> read(JsonNode node, Class<T> type) {
    return node.isObject() ? Optional.of(Json.MAPPER.convertValue(node, type)) : Optional.empty();
  }

  private static Map<String, JsonNode> journal(JsonNode entries) {
    var journal = new HashMap<String, JsonNode>();
    entries.properties().forEach(entry -> journal.put(entry.getKey(), Json.parse(entry.getValue().asText())));
    return journal;
  }
}
