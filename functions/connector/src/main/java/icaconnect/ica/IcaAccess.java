package icaconnect.ica;

import java.util.Optional;

/** Opens ICA, where an API key is configured. */
@FunctionalInterface
public interface IcaAccess {
  Optional<Ica> open();
}
