package icaconnect.trail;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.lambda.JsonHandler;
import java.util.Map;

/** Keeps, of every execution that may have written, who asked for it and what came of it. */
public final class TrailHandler extends JsonHandler {
  private static final String STATUS_CHANGE = "Step Functions Execution Status Change";

  private final Executions executions;
  private final Trail trail;

  public TrailHandler(Executions executions, Trail trail) {
    this.executions = executions;
    this.trail = trail;
  }

  @Override
  protected Object handle(JsonNode event, Context context) {
    TrailRecord record =
        event.path("detail-type").asText().equals(STATUS_CHANGE)
            ? TrailRecord.ofEnd(executions.describe(event.at("/detail/executionArn").asText()))
            : TrailRecord.ofCall(event.path("detail"));
    if (record instanceof TrailRecord.Kept(var key, var content)) {
      trail.append(key, Json.write(content));
    }
    return Map.of("kept", record instanceof TrailRecord.Kept);
  }
}
