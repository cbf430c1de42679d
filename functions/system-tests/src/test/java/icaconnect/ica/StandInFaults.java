package icaconnect.ica;

import java.util.EnumMap;
import java.util.Map;

/** What the stand-in should get wrong, and how many more times. */
public final class StandInFaults {
  /** A way to fail. */
  public enum Fault {
    /** The token has expired: 401. */
    TOKEN_EXPIRED,
    /** The user may not: 403. */
    FORBIDDEN,
    /** A create clashes with something: 409. */
    CONFLICT,
    /** 429 with Retry-After: 1. */
    THROTTLED,
    /** 500. */
    SERVER_ERROR,
    /** The create is done, the answer never comes. */
    RESET_AFTER_CREATE,
    /** Validations end in ERROR. */
    VALIDATION_ERROR,
    /** Validations stay in INITIALIZING. */
    VALIDATION_NEVER_ENDS
  }

  private final Map<Fault, Integer> left = new EnumMap<>(Fault.class);

  public synchronized void set(Fault fault, int times) {
    left.put(fault, times);
  }

  public synchronized void clear() {
    left.clear();
  }

  /** Whether it should fail this time; counts. */
  synchronized boolean strikes(Fault fault) {
    int times = left.getOrDefault(fault, 0);
    left.put(fault, Math.max(0, times - 1));
    return times > 0;
  }
}
