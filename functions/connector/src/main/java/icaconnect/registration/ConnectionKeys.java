package icaconnect.registration;

import java.util.Optional;

/** Reads the connections' keys. */
@FunctionalInterface
public interface ConnectionKeys {
  /**
   * The key of the connection with this secret, in the version so labelled; empty when there is
   * none.
   */
  Optional<ConnectionKey> labelled(String secretName, String label);
}
