package icaconnect.entry;

import java.util.Map;

/**
 * What CloudFormation is told.
 *
 * @param data the resource's attributes, for Fn::GetAtt; empty on failure
 */
record Answer(boolean success, PhysicalId physicalId, String reason, Map<String, String> data) {
  Answer {
    data = Map.copyOf(data);
  }

  static Answer success(PhysicalId physicalId, String reason) {
    return new Answer(true, physicalId, reason, Map.of());
  }

  static Answer failed(PhysicalId physicalId, String reason) {
    return new Answer(false, physicalId, reason, Map.of());
  }
}
