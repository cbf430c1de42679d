package icaconnect.rotation;

import icaconnect.credential.AccessKey;
import icaconnect.credential.StoredCredential;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What there is of the connection's keys now.
 *
 * @param current the version that everybody reads
 * @param pending the version labelled AWSPENDING; the current one itself when a run died before
 *     unlabelling it
 * @param orphans keys of a run that died before it stored them; nobody has their secret
 */
record RotationState(
    String userName,
    List<AccessKey> keys,
    StoredCredential secret,
    KeyVersion current,
    Optional<KeyVersion> pending,
    List<String> orphans,
    RotationEntry entry) {

  Optional<AccessKey> key(String id) {
    return keys.stream().filter(key -> key.id().equals(id)).findFirst();
  }

  /** Whether a version of the secret that counts has this key. */
  boolean holds(String keyId) {
    return Stream.concat(Stream.of(current), pending.stream())
        .map(KeyVersion::accessKeyId)
        .anyMatch(keyId::equals);
  }

  /** The new key's version, not current yet, with a key that works. */
  Optional<KeyVersion> newKey() {
    return pendingElsewhere()
        .filter(version -> key(version.accessKeyId()).filter(AccessKey::active).isPresent());
  }

  /** A version that waits to become current, whatever has become of its key. */
  Optional<KeyVersion> pendingElsewhere() {
    return pending.filter(version -> !version.versionId().equals(current.versionId()));
  }

  /** The key that was replaced and is still there. */
  Optional<AccessKey> oldKey() {
    return entry
        .replacedAt()
        .flatMap(_ -> entry.oldKey())
        .filter(id -> !id.equals(current.accessKeyId()))
        .flatMap(this::key);
  }
}
