package icaconnect.verify;

import icaconnect.traffic.Encryption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** An object of the probe, which remembers what it has left in the bucket. */
final class ProbeObject {
  private final IcaSession session;
  private final String key;
  private final Deque<String> left = new ArrayDeque<>();
  private boolean written;

  ProbeObject(IcaSession session, String key) {
    this.session = session;
    this.key = key;
  }

  void put(Encryption encryption) {
    remember(session.put(key, encryption));
    written = true;
  }

  /** Without naming a version; nothing where nothing was written. */
  void delete() {
    if (written) {
      remember(session.delete(key));
    }
  }

  /** The newest version that is left. */
  Optional<String> version() {
    return Optional.ofNullable(left.peek());
  }

  void deleteVersions() {
    while (!left.isEmpty()) {
      session.deleteVersion(key, left.peek());
      left.pop();
    }
  }

  /** A suspended bucket calls object and marker both "null": deleted once. */
  private void remember(String versionId) {
    if (versionId != null && !left.contains(versionId)) {
      left.push(versionId);
    }
  }
}
