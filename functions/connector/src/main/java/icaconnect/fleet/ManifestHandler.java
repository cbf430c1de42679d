package icaconnect.fleet;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.lambda.JsonHandler;

/** Makes one work list of whatever a run was asked with, for the workflow's map to read. */
public final class ManifestHandler extends JsonHandler {
  private final Runs runs;

  public ManifestHandler(Runs runs) {
    this.runs = runs;
  }

  /** How much there is to do, and how much of it at a time. */
  record WorkList(String key, int count, int concurrency) {}

  @Override
  protected WorkList handle(JsonNode input, Context context) {
    var manifest = Manifest.read(input.path("request"), runs::read);
    var key = Runs.workList(input.path("run").asText());
    runs.write(key, Json.write(manifest.requests()));
    return new WorkList(key, manifest.requests().size(), manifest.concurrency());
  }
}
