package icaconnect.entry;

import com.amazonaws.services.lambda.runtime.events.CloudFormationCustomResourceEvent;
import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.util.Arrays;
import java.util.Optional;

/**
 * What CloudFormation sends.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html
 *
 * @param responseUrl presigned: whoever has it can answer, so it is shown nowhere
 * @param type what the template calls the resource's type
 * @param verb absent when the request type is unknown
 * @param physicalId absent on create
 */
record ResourceRequest(
    RequestId id,
    String responseUrl,
    Optional<String> type,
    Optional<Verb> verb,
    Optional<PhysicalId> physicalId,
    JsonNode properties) {

  static ResourceRequest read(JsonNode json) {
    return of(CustomResourceEvents.read(json));
  }

  private static ResourceRequest of(CloudFormationCustomResourceEvent event) {
    var verb = event.getRequestType();
    return new ResourceRequest(
        new RequestId(event.getStackId(), event.getRequestId(), event.getLogicalResourceId()),
        event.getResponseUrl(),
        Optional.ofNullable(event.getResourceType()),
        Arrays.stream(Verb.values()).filter(each -> each.name().equalsIgnoreCase(verb)).findFirst(),
        Optional.ofNullable(event.getPhysicalResourceId()).map(PhysicalId::new),
        Json.tree(event.getResourceProperties()));
  }

  @Override
  public String toString() {
    return id.toString();
  }
}
