package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Limits;
import icaconnect.connection.NamePattern;
import icaconnect.step.Step;
import java.time.Instant;
import java.util.Optional;

/** Plans on a day of our own, so that no test ages. */
final class Planning {
  static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  /** After every day that generated policies speak of. */
  static final Instant LATER = Instant.parse("2040-01-01T00:00:00Z");

  /** The user of these inputs was made by hand. */
  static final Limits ADOPTING =
      new Limits(Optional.empty(), NamePattern.of("illumina*"), Optional.empty());

  private Planning() {}

  static BucketPolicyPlan connect(Step step, Optional<JsonNode> current) {
    return BucketPolicyPlanner.connect(step, current, NOW, ADOPTING);
  }

  static BucketPolicyPlan disconnect(Step step, Optional<JsonNode> current) {
    return BucketPolicyPlanner.disconnect(step, current, ADOPTING);
  }
}
