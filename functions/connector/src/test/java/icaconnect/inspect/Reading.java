package icaconnect.inspect;

import icaconnect.step.OwnedBucket;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An account with one bucket, which names no key, and with one user or none. */
record Reading(
    BucketFound found,
    Optional<FoundUser> user,
    Map<String, DestinationFound> destinations,
    AccountInspection inspection,
    boolean byName)
    implements InspectPort {
  Reading(BucketFound found, Optional<FoundUser> user, Map<String, DestinationFound> destinations) {
    this(found, user, destinations, AccountInspection.NOT_ASKED);
  }

  Reading(
      BucketFound found,
      Optional<FoundUser> user,
      Map<String, DestinationFound> destinations,
      AccountInspection inspection) {
    this(found, user, destinations, inspection, false);
  }

  Reading(BucketFound found, Optional<FoundUser> user) {
    this(found, user, Map.of());
  }

  /** The user is found by its own name only. */
  Reading ofThatName() {
    return new Reading(found, user, destinations, inspection, true);
  }

  @Override
  public BucketFound bucket(String name, String account) {
    return found;
  }

  @Override
  public KeyFound key(String name, String region) {
    throw new AssertionError("the bucket names no key");
  }

  @Override
  public AccountInspection account(String userArn) {
    return inspection;
  }

  @Override
  public Map<String, DestinationFound> destinations(List<String> arns, OwnedBucket bucket) {
    return destinations;
  }

  @Override
  public Optional<FoundUser> user(String userName) {
    return user.filter(one -> !byName || one.arn().endsWith("/" + userName));
  }
}
