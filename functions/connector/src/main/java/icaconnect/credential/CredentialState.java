package icaconnect.credential;

import java.util.List;
import java.util.Optional;

/** What there is of the connection's credential now. */
public record CredentialState(
    String userName, List<AccessKey> keys, Optional<StoredCredential> secret) {

  static CredentialState read(String userName, AccessKeys keys, Secrets secrets) {
    return new CredentialState(
        userName, keys.of(userName), secrets.describe(SecretNames.of(userName)));
  }

  Optional<AccessKey> key(String id) {
    return keys.stream().filter(key -> key.id().equals(id)).findFirst();
  }
}
