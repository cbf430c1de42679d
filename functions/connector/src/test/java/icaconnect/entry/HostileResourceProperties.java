package icaconnect.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import icaconnect.fuzz.Fuzzing;
import icaconnect.fuzz.Hostile;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Example;

class HostileResourceProperties {
  private static final List<String> FIELDS =
      List.of(
          "RequestType",
          "ResponseURL",
          "StackId",
          "RequestId",
          "LogicalResourceId",
          "PhysicalResourceId",
          "ResourceType",
          "ResourceProperties",
          "OldResourceProperties",
          "ServiceToken",
          "BucketName",
          "Prefix",
          "IcaRegion",
          "Permissions",
          "AllowedOrigins");

  /** Nothing may be thrown: whatever arrives at the door must be answered. */
  @Example
  void are_always_decided_on() {
    Fuzzing.every(
        random -> Hostile.object(FIELDS, random), HostileResourceProperties::decide, Set.of());
  }

  private static void decide(ObjectNode event) {
    for (Verb verb : Verb.values()) {
      var request = ResourceRequest.read(event.put("RequestType", verb.name()));
      var decided = Door.decide(request);
      if (decided.decision() instanceof DoorDecision.AnswerNow(var answer)) {
        AnswerBody.write(request.id(), answer);
      }
    }
  }
}
