package icaconnect.entry;

import com.amazonaws.services.lambda.runtime.events.CloudFormationCustomResourceEvent;
import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.EventFields;

/**
 * Reads any JSON: what is missing or odd is judged later, because CloudFormation must be answered.
 * The event's own {@code toString} shows the response URL: it is not for logs.
 */
final class CustomResourceEvents {
  private CustomResourceEvents() {}

  static CloudFormationCustomResourceEvent read(JsonNode json) {
    var event = new CloudFormationCustomResourceEvent();
    event.setRequestType(json.path("RequestType").asText());
    event.setResponseUrl(json.path("ResponseURL").asText());
    event.setStackId(json.path("StackId").asText());
    event.setRequestId(json.path("RequestId").asText());
    event.setLogicalResourceId(json.path("LogicalResourceId").asText());
    event.setResourceType(json.path("ResourceType").textValue());
    event.setPhysicalResourceId(json.path("PhysicalResourceId").textValue());
    event.setResourceProperties(EventFields.map(json.path("ResourceProperties")));
    return event;
  }
}
