package icaconnect.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;
import java.util.Map;

/** Writes what the workflow sends a step. */
public final class StepInput {
  private final ObjectNode input = Json.MAPPER.createObjectNode();
  private final ObjectNode request;

  private StepInput(String goal, String bucket) {
    input.put("goal", goal);
    request = input.putObject("request").put("bucket", bucket);
    input
        .putObject("facts")
        .put("exists", true)
        .put("region", "us-east-1")
        .put("versioning", "NEVER");
    input
        .putObject("lease")
        .put("owner", "arn:aws:states:us-east-1:111122223333:execution:connect:one")
        .put("fence", 1);
    input.putObject("journal");
  }

  public static StepInput connect(String bucket) {
    return new StepInput("connect", bucket);
  }

  public static StepInput disconnect(String bucket) {
    return new StepInput("disconnect", bucket);
  }

  public StepInput asking(String field, Object value) {
    request.set(field, Json.tree(value));
    return this;
  }

  public StepInput withFact(String fact, Object value) {
    ((ObjectNode) input.get("facts")).set(fact, Json.tree(value));
    return this;
  }

  /** Entries as the workflow hands them on: text by step. */
  public StepInput withJournal(Map<String, JsonNode> entries) {
    entries.forEach(
        (step, entry) -> ((ObjectNode) input.get("journal")).put(step, Json.write(entry)));
    return this;
  }

  /** An entry that nobody need be able to read. */
  public StepInput withEntry(String step, String text) {
    ((ObjectNode) input.get("journal")).put(step, text);
    return this;
  }

  public JsonNode json() {
    return input;
  }
}
