package icaconnect.verify;

import icaconnect.traffic.Encryption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** An object of the probe, which remembers what it has left in the bucket. */
final class ProbeObject {
  private final IcaSession session;
  private final String key;
  private final Deque<String> left = new ArrayDeque<>();
  private boolean there;

  /** An object, with what an earlier try of the same proof left of it. */
  ProbeObject(IcaSession session, String key, List<Left> earlier) {
    this.session = session;
    this.key = key;
    earlier.stream()
        .filter(one -> one.key().equals(key) && one.uploadId() == null)
        .forEach(one -> {
          one.versions().forEach(left::push);
          there = one.there();
        });
  }

  void put(Encryption encryption) {
    remember(session.put(key, encryption));
    there = true;
  }

  /** Without naming a version; nothing where nothing was written. */
  void delete() {
    if (there) {
      remember(session.delete(key));
      there = false;
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
    there = false;
  }

  Optional<Left> left() {
    return there || !left.isEmpty()
        ? Optional.of(new Left(key, List.copyOf(left).reversed(), there, null))
        : Optional.empty();
  }

  /** A suspended bucket calls object and marker both "null": deleted once. */
  private void remember(String versionId) {
    if (versionId != null && !left.contains(versionId)) {
      left.push(versionId);
    }
  }
}
