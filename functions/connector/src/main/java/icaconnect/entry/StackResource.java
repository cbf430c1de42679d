package icaconnect.entry;

import java.util.Optional;

/**
 * A resource as CloudFormation describes it.
 *
 * @param physicalId absent while it is being created
 */
public record StackResource(String type, String status, Optional<String> physicalId) {}
