package icaconnect.registry;

import java.util.List;
import java.util.Optional;

/**
 * The buckets that something of ours may be in, as the registry is at this moment: all but those
 * whose first connect failed and left nothing, or took everything back.
 */
public interface ConnectedBuckets {
  /**
   * One page; it may name no bucket and still have a next one.
   *
   * @param after where the page before ended; absent for the first
   */
  Page page(Optional<String> after);

  /**
   * Some of the buckets.
   *
   * @param next what to give for the next page; absent when this is the last
   */
  record Page(List<String> buckets, Optional<String> next) {}
}
