package icaconnect.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The samples in the folder events, as they are or changed for a test. */
final class Events {
  /** Tests run in the module's folder. */
  private static final Path FOLDER = Path.of("../../events");

  private Events() {}

  static ObjectNode sample(String name) {
    try {
      return (ObjectNode) Json.parse(Files.readString(FOLDER.resolve(name + ".json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ResourceRequest request(String name) {
    return ResourceRequest.read(sample(name));
  }

  static String url(JsonNode event) {
    return event.path("ResponseURL").asText();
  }

  /** What a workflow would say to Reply for the request. */
  static ObjectNode reply(String name, JsonNode event) {
    return sample(name).put("key", ResourceRequest.read(event).id().key());
  }

  /** What EventBridge would say of the request's execution. */
  static ObjectNode broken(String status, JsonNode event) {
    var sample = sample("reply-execution-aborted");
    sample
        .withObject("/detail")
        .put("name", ResourceRequest.read(event).id().executionName())
        .put("status", status);
    return sample;
  }
}
