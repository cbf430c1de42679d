package icaconnect.verify;

import icaconnect.step.BucketFacts;
import icaconnect.traffic.Encryption;
import java.util.Optional;

/**
 * Writes, reads and deletes objects as ICA does, and leaves nothing: no version, no delete marker.
 */
final class ObjectProbe {
  static final String REMEDY =
      "See the findings on the bucket policy and the user's permissions; then connect again.";
  static final String PUT = "put-object";
  static final String WITHOUT_HEADERS = "put-object without encryption headers";

  private static final String KMS_REMEDY =
      REMEDY
          + " With a customer managed key, see too whether its key policy lets IAM policies of this account grant its use, and whether it is enabled.";

  private final IcaSession session;
  private final Checks checks;
  private final BucketFacts facts;
  private final String key;
  private final ProbeObject withHeaders;
  private final ProbeObject withoutHeaders;

  ObjectProbe(IcaSession session, Checks checks, BucketFacts facts, String key) {
    this.session = session;
    this.checks = checks;
    this.facts = facts;
    this.key = key;
    this.withHeaders = new ProbeObject(session, key);
    this.withoutHeaders = new ProbeObject(session, key + "-without-headers");
  }

  void run() {
    var encryption = Encryption.ofUploads(facts);
    var refusal = refusal(withHeaders, encryption);
    var otherRefusal = refusal(withoutHeaders, Encryption.UNSAID);
    notePut(encryption, refusal, otherRefusal);
    noteWithoutHeaders(encryption, refusal, otherRefusal);
    if (refusal.isPresent()) {
      checks.skip("nothing could be written as ICA writes", "get-object", "get-object-version");
      if (otherRefusal.isPresent()) {
        checks.skip("nothing could be written", "delete-object", "delete-object-version");
        return;
      }
    } else {
      checks.attempt("get-object", remedy(), () -> session.get(key));
      readVersion();
    }
    checks.attempt(
        "delete-object",
        REMEDY,
        () -> {
          withHeaders.delete();
          withoutHeaders.delete();
        });
    deleteVersions();
  }

  private static Optional<String> refusal(ProbeObject object, Encryption encryption) {
    try {
      object.put(encryption);
      return Optional.empty();
    } catch (ProbeFailure e) {
      return Optional.of(e.getMessage());
    }
  }

  private void notePut(
      Encryption encryption, Optional<String> refusal, Optional<String> otherRefusal) {
    checks.add(
        refusal.isEmpty()
            ? Check.passed(PUT, "allowed with " + encryption.inWords())
            : Check.failed(
                PUT,
                refusal.get()
                    + " with "
                    + encryption.inWords()
                    + (otherRefusal.isEmpty()
                        ? ", as ICA sends it; allowed with " + Encryption.UNSAID.inWords()
                        : ", and " + otherRefusal.get() + " with " + Encryption.UNSAID.inWords()),
                remedy()));
  }

  /** ICA's API documents that it sends the headers, so this alone is no reason to fail. */
  private void noteWithoutHeaders(
      Encryption encryption, Optional<String> refusal, Optional<String> otherRefusal) {
    checks.add(
        otherRefusal
            .map(why ->
                Check.judged(
                    WITHOUT_HEADERS,
                    why
                        + (refusal.isEmpty()
                            ? ": S3 takes uploads with the headers only. By its API's documentation ICA always sends "
                                + encryption.inWords()
                            : ": refused both ways"),
                    Optional.of(
                        "Enter the encryption in ICA's storage configuration as the registration says.")))
            .orElseGet(() -> Check.passed(WITHOUT_HEADERS)));
  }

  private String remedy() {
    return facts.kmsKeyArn().isPresent() ? KMS_REMEDY : REMEDY;
  }

  private void readVersion() {
    withHeaders
        .version()
        .filter(_ -> facts.versioning().keepsVersions())
        .ifPresentOrElse(
            version ->
                checks.attempt(
                    "get-object-version", remedy(), () -> session.getVersion(key, version)),
            () -> checks.skip("the bucket keeps no versions", "get-object-version"));
  }

  private void deleteVersions() {
    if (withHeaders.version().isEmpty() && withoutHeaders.version().isEmpty()) {
      checks.skip("the bucket keeps no versions", "delete-object-version");
      return;
    }
    checks.attempt(
        "delete-object-version",
        REMEDY + " Left behind: " + key,
        () -> {
          withHeaders.deleteVersions();
          withoutHeaders.deleteVersions();
        });
  }
}
