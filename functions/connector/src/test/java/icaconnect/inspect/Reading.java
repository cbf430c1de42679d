package icaconnect.inspect;

import java.util.Optional;

/** An account with one bucket, which names no key, and with one user or none. */
record Reading(Found found, Optional<FoundUser> user) implements InspectPort {
  @Override
  public Found bucket(String name, String account) {
    return found;
  }

  @Override
  public KeyFound key(String name, String region) {
    throw new AssertionError("the bucket names no key");
  }

  @Override
  public AccountInspection account() {
    return AccountInspection.NOT_ASKED;
  }

  @Override
  public Optional<FoundUser> user(String userName) {
    return user;
  }
}
