package icaconnect.entry;

import icaconnect.failure.TryAgain;
import java.util.Optional;

/**
 * Whether a request is CloudFormation's: anybody who may invoke the function can write one that
 * names somebody else's stack and resource.
 */
@FunctionalInterface
public interface Claims {
  /** For emulators whose CloudFormation describes no resource that is at work. */
  Claims BELIEVED = _ -> Optional.empty();

  String TYPE = "Custom::IcaBucketConnection";

  /** What is wrong with the claim; empty when CloudFormation confirms it. */
  Optional<String> problem(ResourceRequest request);

  /** Believes what CloudFormation says of the resource. */
  static Claims describedBy(DeclaredResources resources) {
    return request -> problem(request, resources);
  }

  private static Optional<String> problem(ResourceRequest request, DeclaredResources resources) {
    var id = request.id();
    var found = resources.find(id.stackId(), id.logicalId());
    if (found.isEmpty()) {
      throw new TryAgain("CloudFormation does not know the resource yet, or never will.");
    }
    var resource = found.get();
    if (!resource.type().equals(TYPE)) {
      return Optional.of("its type is " + resource.type() + ", not " + TYPE);
    }
    return isAtWork(request, resource, resources)
        ? Optional.empty()
        : Optional.of("CloudFormation is not doing this to it: its status is " + resource.status());
  }

  private static boolean isAtWork(
      ResourceRequest request, StackResource resource, DeclaredResources resources) {
    var verb = request.verb().orElseThrow();
    boolean atWork = resource.status().equals(verb.name() + "_IN_PROGRESS");
    var claimed = request.physicalId();
    boolean same = resource.physicalId().equals(claimed.map(PhysicalId::value));
    return switch (verb) {
      case CREATE -> atWork;
      case UPDATE -> atWork && same;
      // After an update that replaced it, the old one is deleted while the new one is described.
      case DELETE ->
          (same || neverNamed(resource, claimed))
              ? atWork
              : saysWhatIsMeant(claimed) && resources.cleansUp(request.id().stackId());
    };
  }

  /** By any other id the properties say which bucket, and they are the caller's. */
  private static boolean saysWhatIsMeant(Optional<PhysicalId> claimed) {
    return claimed.filter(id -> id.isMarker() || id.bucket().isPresent()).isPresent();
  }

  /** A create without an answer: CloudFormation makes up an id, which names no bucket. */
  private static boolean neverNamed(StackResource resource, Optional<PhysicalId> claimed) {
    return resource.physicalId().isEmpty() && claimed.flatMap(PhysicalId::bucket).isEmpty();
  }
}
