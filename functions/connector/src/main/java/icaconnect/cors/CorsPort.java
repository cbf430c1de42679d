package icaconnect.cors;

import icaconnect.step.OwnedBucket;
import java.util.List;

/** A bucket's CORS rules as S3 keeps them. */
public interface CorsPort {
  /** The rules in their order; none when the bucket has no CORS configuration or is gone. */
  List<CorsRule> read(OwnedBucket bucket);

  /**
   * Replaces the rules, or deletes them where there are to be none.
   *
   * @throws icaconnect.failure.TryAgain when S3 has not accepted them, or nobody knows whether it
   *     has
   */
  void write(OwnedBucket bucket, List<CorsRule> rules);
}
