package icaconnect.rotation;

import icaconnect.iam.GrantedBesides;

/** By what a user may do anything, the connection's own policy among it. */
@FunctionalInterface
public interface UserGrants {
  GrantedBesides granted(String userName);
}
