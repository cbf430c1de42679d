package icaconnect.entry;

import icaconnect.connection.BucketName;
import java.util.Optional;

/**
 * PhysicalResourceId: one for a bucket across all updates, and one that names nothing for a failed
 * create.
 */
public record PhysicalId(String value) {
  private static final String REAL = "ica-connect:";
  private static final String MARKER = "ica-connect-failed:";

  static PhysicalId of(String bucket) {
    return new PhysicalId(REAL + bucket);
  }

  /** What a create answers that left nothing behind. */
  static PhysicalId marker(RequestId id) {
    return new PhysicalId(MARKER + Digest.of(id.stackId() + " " + id.value()));
  }

  boolean isMarker() {
    return value.startsWith(MARKER);
  }

  /**
   * The bucket that it names; empty for a marker, and for an id that CloudFormation made up itself.
   */
  Optional<String> bucket() {
    return Optional.of(value)
        .filter(text -> text.startsWith(REAL))
        .map(text -> text.substring(REAL.length()))
        .filter(BucketName::isValid);
  }
}
