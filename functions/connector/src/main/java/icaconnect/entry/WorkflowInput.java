package icaconnect.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;

/**
 * What a workflow is started with: the request and who stands at the door, never the response URL.
 */
final class WorkflowInput {
  private WorkflowInput() {}

  /** The workflow answers the request under the key when it ends. */
  static ObjectNode answering(RequestId id, ObjectNode request) {
    var input = silent(id, request);
    input.withObject("/door").put("key", id.key());
    return input;
  }

  /** Nobody waits: what a failed replacement left is taken back. */
  static ObjectNode silent(RequestId id, ObjectNode request) {
    var input = Json.MAPPER.createObjectNode().put("envelope", "1");
    input.set("request", request);
    input.putObject("door").put("kind", "cloudformation").put("owner", id.owner());
    return input;
  }
}
