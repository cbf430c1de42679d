package icaconnect.door;

import icaconnect.workflow.Account;
import icaconnect.workflow.LabBucket;
import java.util.LinkedHashSet;
import java.util.Set;

/** What is left of a connection, besides what there was before it. */
final class Remains {
  private final Account account;
  private final LabBucket bucket;
  private final LabBucket.Configuration before;
  private final Set<String> theirs;

  private Remains(Account account, LabBucket bucket) {
    this.account = account;
    this.bucket = bucket;
    before = bucket.configuration();
    theirs = account.tracesOf(bucket.name());
  }

  /** Remembers how things are now. */
  static Remains since(Account account, LabBucket bucket) {
    return new Remains(account, bucket);
  }

  /** Users, keys, policies, secrets, statements, rules, objects, lease and owner. */
  Set<String> now() {
    var left = new LinkedHashSet<>(account.tracesOf(bucket.name()));
    left.removeAll(theirs);
    if (!bucket.configuration().equals(before)) {
      left.add("configuration of the bucket");
    }
    account
        .record(bucket.name())
        .ifPresent(item -> {
          if (item.containsKey("leaseOwner")) {
            left.add("lease");
          }
          if (item.containsKey("declaredBy")) {
            left.add("owner");
          }
        });
    return left;
  }
}
