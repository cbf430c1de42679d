package icaconnect.registration;

import java.util.Optional;

/** The ICA tenant that this stack's first registration was made in. */
public interface KnownTenant {
  /** Empty before the first registration. */
  Optional<String> id();

  /**
   * Keeps it, unless one is known already.
   *
   * @return the one that is known now
   */
  String learn(String id);
}
