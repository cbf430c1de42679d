package icaconnect.entry;

import java.util.Optional;

/** What CloudFormation itself says of stacks and their resources. */
public interface DeclaredResources {
  Optional<StackResource> find(String stackId, String logicalId);

  /** Whether the stack has been updated and now deletes what it no longer needs. */
  boolean cleansUp(String stackId);
}
