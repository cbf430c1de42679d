package icaconnect.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Optional;

/**
 * What CloudFormation sends.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html
 *
 * @param responseUrl presigned: whoever has it can answer, so it is shown nowhere
 * @param verb absent when the request type is unknown
 * @param physicalId absent on create
 */
record ResourceRequest(
    RequestId id,
    String responseUrl,
    Optional<Verb> verb,
    Optional<PhysicalId> physicalId,
    JsonNode properties) {

  /** Reads any JSON: what is missing or odd is judged later, because it must be answered. */
  static ResourceRequest read(JsonNode event) {
    var type = event.path("RequestType").asText();
    return new ResourceRequest(
        new RequestId(
            event.path("StackId").asText(),
            event.path("RequestId").asText(),
            event.path("LogicalResourceId").asText()),
        event.path("ResponseURL").asText(),
        Arrays.stream(Verb.values()).filter(verb -> verb.name().equalsIgnoreCase(type)).findFirst(),
        Optional.ofNullable(event.path("PhysicalResourceId").textValue()).map(PhysicalId::new),
        event.path("ResourceProperties"));
  }

  @Override
  public String toString() {
    return id.toString();
  }
}
