package icaconnect.fleet;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.lambda.JsonHandler;

/** Gathers the outcomes of a run into one file and one summary. */
public final class SummaryHandler extends JsonHandler {
  private final Runs runs;

  public SummaryHandler(Runs runs) {
    this.runs = runs;
  }

  @Override
  protected Summary handle(JsonNode input, Context context) {
    String run = input.path("run").asText();
    var tally = new Summary.Tally();
    String results =
        runs.gather(
            run,
            left -> {
              var outcome = BucketOutcome.read(left);
              tally.add(outcome);
              return outcome;
            });
    var summary = tally.summary(input.path("asked").asInt(), results);
    runs.keep(run + "/summary.json", Json.write(summary));
    return summary;
  }
}
