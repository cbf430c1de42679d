package icaconnect.rotation;

import java.time.Instant;
import java.util.Optional;

/** What IAM knows of an access key's use, and the switch that ends it. */
public interface KeyUse {
  /**
   * When the key last signed a request, as far as IAM knows by now: it learns of it minutes later.
   */
  Optional<Instant> lastUsed(String accessKeyId);

  /** Makes the key inactive, which can be undone. */
  void disable(String userName, String accessKeyId);
}
