package icaconnect.registration;

import java.util.Optional;

/** Reads the connections' keys. */
@FunctionalInterface
public interface ConnectionKeys {
  /** The key of the connection with this user; empty when there is none yet. */
  Optional<ConnectionKey> current(String userName);
}
