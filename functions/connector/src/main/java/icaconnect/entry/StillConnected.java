package icaconnect.entry;

import icaconnect.lambda.RetryPolicy;
import icaconnect.registry.ConnectedBuckets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was found connected before the stack goes.
 *
 * @param toTheEnd whether the whole registry was read
 */
record StillConnected(List<String> buckets, boolean toTheEnd) {
  /**
   * With {@link RetryPolicy#TO_CLOUDFORMATION}, an answer comes within the resource's
   * ServiceTimeout.
   */
  static final Duration LONGEST = Duration.ofSeconds(30);

  /** CloudFormation shows the start of a long reason only. */
  private static final int MOST_NAMES = 20;

  StillConnected {
    buckets = List.copyOf(buckets);
  }

  static StillConnected in(ConnectedBuckets registry, Clock clock) {
    var until = clock.instant().plus(LONGEST);
    var found = new ArrayList<String>();
    var next = Optional.<String>empty();
    do {
      var page = registry.page(next);
      found.addAll(page.buckets());
      next = page.next();
    } while (next.isPresent() && clock.instant().isBefore(until));
    return new StillConnected(found, next.isEmpty());
  }

  boolean isNothing() {
    return buckets.isEmpty() && toTheEnd;
  }

  /** How many, for a sentence. */
  String count() {
    return (toTheEnd ? "" : "at least ")
        + buckets.size()
        + (buckets.size() == 1 ? " bucket is" : " buckets are");
  }

  /** Their names, as many as are shown. */
  String names() {
    return String.join(", ", buckets.subList(0, Math.min(MOST_NAMES, buckets.size())))
        + (buckets.size() > MOST_NAMES || !toTheEnd ? " and others" : "");
  }
}
