package icaconnect.credential;

import java.util.List;
import java.util.Optional;

/** What there is of the connection's credential now. */
public record CredentialState(
    String userName, String secretName, List<AccessKey> keys, Optional<StoredCredential> secret) {

  static CredentialState read(
      String userName, String secretName, AccessKeys keys, Secrets secrets) {
    return new CredentialState(
        userName, secretName, keys.of(userName), secrets.describe(secretName));
  }

  Optional<AccessKey> key(String id) {
    return keys.stream().filter(key -> key.id().equals(id)).findFirst();
  }
}
