package icaconnect.bucketpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.step.Step;
import java.time.Instant;
import java.util.Optional;

/** Plans on a day of our own, so that no test ages. */
final class Planning {
  static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  /** After every day that generated policies speak of. */
  static final Instant LATER = Instant.parse("2040-01-01T00:00:00Z");

  private Planning() {}

  static BucketPolicyPlan connect(Step step, Optional<JsonNode> current) {
    return BucketPolicyPlanner.connect(step, current, NOW);
  }
}
