package icaconnect.credential;

import icaconnect.reading.Reads;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What there is of the connection's credential now.
 *
 * @param keys the user's keys as IAM lists them
 * @param unlisted the key that was stored too short a time ago for IAM's list
 */
public record CredentialState(
    String userName,
    String secretName,
    List<AccessKey> keys,
    Optional<AccessKey> unlisted,
    Optional<StoredCredential> secret) {

  static CredentialState read(
      String userName,
      String secretName,
      AccessKeys keys,
      Secrets secrets,
      Optional<JournalledCredential> journalled,
      Instant since,
      Reads reads) {
    var lists = reads.begin(() -> keys.of(userName));
    var described = reads.begin(() -> secrets.describe(secretName));
    var listed = lists.get();
    var secret = described.get();
    var held = secret.flatMap(StoredCredential::accessKeyId);
    var unlisted =
        journalled
            .flatMap(entry -> entry.notYetIn(listed, since))
            .filter(key -> held.equals(Optional.of(key.id())));
    return new CredentialState(userName, secretName, listed, unlisted, secret);
  }

  Optional<AccessKey> key(String id) {
    return Stream.concat(keys.stream(), unlisted.stream())
        .filter(key -> key.id().equals(id))
        .findFirst();
  }
}
