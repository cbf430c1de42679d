package icaconnect.registration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Whose ICA a connection is registered in, as far as it is known before: it stands with whatever is
 * made there, so that a plan binds it.
 *
 * @param apiKeySecret the secret of the API key, which decides it
 * @param tenant that this stack expects
 */
record WhoseIca(Optional<String> apiKeySecret, Optional<String> tenant) {
  ObjectNode on(ObjectNode made) {
    apiKeySecret.ifPresent(arn -> made.put("apiKeySecret", arn));
    tenant.ifPresent(id -> made.put("tenant", id));
    return made;
  }
}
