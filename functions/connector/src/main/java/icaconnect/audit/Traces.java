package icaconnect.audit;

import java.util.Iterator;
import java.util.Optional;

/** What AWS has that connections leave; nothing of it is judged here. */
public interface Traces {
  /**
   * The secrets of this account and region that have the tag of a bucket, read as they are asked.
   * To go on throws {@link NotSeen} where AWS does not list them, or not further.
   */
  Iterator<MarkedSecret> secrets();

  /**
   * @throws NotSeen where AWS does not say
   */
  Optional<TracedUser> user(String name);

  /**
   * @throws NotSeen where AWS does not say
   */
  Optional<TracedPolicy> policy(String arn);
}
