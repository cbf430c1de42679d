package icaconnect.cors;

import icaconnect.step.OwnedBucket;
import java.util.List;

/** A bucket's CORS rules as S3 keeps them. */
public interface CorsPort {
  /** The rules in their order; none when the bucket has no CORS configuration or is gone. */
  List<CorsRule> read(OwnedBucket bucket);

  /**
   * Carries the plan out if the rules are still those that it was made from.
   *
   * @throws icaconnect.failure.TryAgain when somebody changed them since, or in the same moment
   */
  void apply(OwnedBucket bucket, CorsPlan plan);
}
