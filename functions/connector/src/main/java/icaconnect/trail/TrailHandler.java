package icaconnect.trail;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.failure.InvalidRequest;
import icaconnect.failure.TryAgain;
import icaconnect.lambda.Json;
import icaconnect.lambda.JsonHandler;
import java.util.List;
import java.util.Map;

/** Keeps, of every execution that may have written, who asked for it and what came of it. */
public final class TrailHandler extends JsonHandler {
  private static final String STATUS_CHANGE = "Step Functions Execution Status Change";
  private static final String CALL = "AWS API Call via CloudTrail";

  private final Executions executions;
  private final Trail trail;

  public TrailHandler(Executions executions, Trail trail) {
    this.executions = executions;
    this.trail = trail;
  }

  @Override
  protected Object handle(JsonNode event, Context context) {
    TrailRecord record =
        switch (event.path("detail-type").asText()) {
          case STATUS_CHANGE -> ofEnd(event.at("/detail/executionArn").asText());
          case CALL -> TrailRecord.ofCall(event.path("detail"));
          default ->
              throw new InvalidRequest(List.of("the event is none that the trail's rules send"));
        };
    if (record instanceof TrailRecord.Kept(var key, var content)) {
      trail.append(key, Json.write(content));
    }
    return Map.of("kept", record instanceof TrailRecord.Kept);
  }

  private TrailRecord ofEnd(String executionArn) {
    var execution = executions.describe(executionArn);
    if (execution.status().equals("RUNNING")) {
      throw new TryAgain("The execution has been begun again since it ended: " + executionArn);
    }
    return TrailRecord.ofEnd(execution);
  }
}
