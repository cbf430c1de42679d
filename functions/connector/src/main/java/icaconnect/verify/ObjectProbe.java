package icaconnect.verify;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes, reads and deletes one object as ICA does, and leaves nothing: no version, no delete
 * marker.
 */
final class ObjectProbe {
  static final String REMEDY =
      "See the findings on the bucket policy and the user's permissions; then connect again.";

  private final IcaSession session;
  private final Checks checks;
  private final String key;
  private final boolean versions;
  private final Deque<String> left = new ArrayDeque<>();

  ObjectProbe(IcaSession session, Checks checks, String key, boolean versions) {
    this.session = session;
    this.checks = checks;
    this.key = key;
    this.versions = versions;
  }

  void run() {
    if (!checks.attempt("put-object", REMEDY, () -> remember(session.put(key)))) {
      checks.skip(
          "nothing could be written",
          "get-object",
          "get-object-version",
          "delete-object",
          "delete-object-version");
      return;
    }
    checks.attempt("get-object", REMEDY, () -> session.get(key));
    readVersion();
    checks.attempt("delete-object", REMEDY, () -> remember(session.delete(key)));
    deleteVersions();
  }

  private void readVersion() {
    if (versions && !left.isEmpty()) {
      checks.attempt("get-object-version", REMEDY, () -> session.getVersion(key, left.peek()));
    } else {
      checks.skip("the bucket keeps no versions", "get-object-version");
    }
  }

  private void deleteVersions() {
    if (left.isEmpty()) {
      checks.skip("the bucket keeps no versions", "delete-object-version");
      return;
    }
    checks.attempt(
        "delete-object-version",
        REMEDY + " Left behind: " + key,
        () -> {
          while (!left.isEmpty()) {
            session.deleteVersion(key, left.peek());
            left.pop();
          }
        });
  }

  /** A suspended bucket calls object and marker both "null": deleted once. */
  private void remember(String versionId) {
    if (versionId != null && !left.contains(versionId)) {
      left.push(versionId);
    }
  }
}
