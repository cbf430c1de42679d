package icaconnect.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.lambda.Json;
import java.util.Optional;
import java.util.function.Function;

/** A stack with one connection, operated as CloudFormation does: rollbacks, clean-ups and all. */
final class ModelStack {
  /** CloudFormation gives up after some tries; a person then asks it to go on. */
  private static final int TRIES = 8;

  private final String id;
  private final Function<ObjectNode, JsonNode> provider;
  private Optional<Resource> resource = Optional.empty();
  private int requests;

  /** The resource as CloudFormation knows it. */
  record Resource(String physicalId, ObjectNode properties) {}

  /**
   * A stack of this name.
   *
   * @param provider answers an event
   */
  ModelStack(String name, Function<ObjectNode, JsonNode> provider) {
    this.id = "arn:aws:cloudformation:us-east-1:111122223333:stack/" + name + "/0000";
    this.provider = provider;
  }

  Optional<Resource> resource() {
    return resource;
  }

  String owner() {
    return id + "/Connection";
  }

  void deploy(ObjectNode properties) {
    resource.ifPresentOrElse(current -> update(current, properties), () -> create(properties));
  }

  void delete() {
    resource.ifPresent(
        current -> insist("Delete", current.properties(), current.physicalId(), null));
    resource = Optional.empty();
  }

  private void create(ObjectNode properties) {
    var answer = send("Create", properties, null, null);
    if (succeeded(answer)) {
      resource = Optional.of(new Resource(id(answer), properties));
    } else {
      insist("Delete", properties, id(answer), null);
    }
  }

  private void update(Resource current, ObjectNode properties) {
    var answer = send("Update", properties, current.physicalId(), current.properties());
    if (!succeeded(answer)) {
      var rolledBack = insist("Update", current.properties(), current.physicalId(), properties);
      resource = Optional.of(new Resource(id(rolledBack), current.properties()));
      return;
    }
    resource = Optional.of(new Resource(id(answer), properties));
    if (!id(answer).equals(current.physicalId())) {
      insist("Delete", current.properties(), current.physicalId(), null);
    }
  }

  private JsonNode insist(
      String type, ObjectNode properties, String physicalId, ObjectNode before) {
    for (int i = 0; i < TRIES; i++) {
      var answer = send(type, properties, physicalId, before);
      if (succeeded(answer)) {
        return answer;
      }
    }
    throw new AssertionError(type + " of " + physicalId + " never succeeds");
  }

  private JsonNode send(String type, ObjectNode properties, String physicalId, ObjectNode before) {
    var event =
        Json.MAPPER
            .createObjectNode()
            .put("RequestType", type)
            .put(
                "ResponseURL",
                "https://cloudformation-custom-resource-response-useast1.s3.us-east-1.amazonaws.com/"
                    + requests)
            .put("StackId", id)
            .put("RequestId", "request-" + requests++)
            .put("LogicalResourceId", "Connection");
    if (physicalId != null) {
      event.put("PhysicalResourceId", physicalId);
    }
    event.set("ResourceProperties", properties);
    if (before != null) {
      event.set("OldResourceProperties", before);
    }
    return provider.apply(event);
  }

  private static boolean succeeded(JsonNode answer) {
    return answer.path("Status").asText().equals("SUCCESS");
  }

  private static String id(JsonNode answer) {
    return answer.path("PhysicalResourceId").asText();
  }
}
