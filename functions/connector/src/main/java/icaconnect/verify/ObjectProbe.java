package icaconnect.verify;

import icaconnect.connection.Permissions;
import icaconnect.reading.Reads;
import icaconnect.step.BucketFacts;
import icaconnect.traffic.Encryption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Writes, reads and deletes objects as ICA does, and leaves nothing: no version, no delete marker.
 */
final class ObjectProbe {
  static final String REMEDY =
      "See the findings on the bucket policy and the user's permissions; then connect again.";
  static final String SUFFIX = "-without-headers";
  static final String PUT = "put-object";
  static final String WITHOUT_HEADERS = "put-object without encryption headers";

  private static final String KMS_REMEDY =
      REMEDY
          + " With a customer managed key, see too whether its key policy lets IAM policies of this account grant its use, and whether it is enabled.";

  private final IcaSession session;
  private final Reads reads;
  private final Checks checks = new Checks();
  private final BucketFacts facts;
  private final String key;
  private final ProbeObject withHeaders;
  private final ProbeObject withoutHeaders;
  private final MultipartProbe multipart;
  private final boolean extended;

  /**
   * @param reads begins what is tried of one object beside another's; told in the old order
   */
  ObjectProbe(
      IcaSession session,
      Reads reads,
      BucketFacts facts,
      Permissions permissions,
      String key,
      List<Left> earlier) {
    this.session = session;
    this.reads = reads;
    this.facts = facts;
    this.key = key;
    this.withHeaders = new ProbeObject(session, key, earlier);
    this.withoutHeaders = new ProbeObject(session, key + SUFFIX, earlier);
    this.multipart = new MultipartProbe(session, key + "-multipart", earlier);
    this.extended = permissions == Permissions.EXTENDED;
  }

  static List<String> names(Permissions permissions, boolean versions) {
    var names =
        new ArrayList<>(
            List.of(
                PUT,
                WITHOUT_HEADERS,
                "get-object",
                "get-object-version",
                "delete-object",
                "delete-object-version"));
    if (permissions == Permissions.EXTENDED) {
      names.add("object-tagging");
      if (versions) {
        names.add("object-version-tagging");
      }
      names.add(MultipartProbe.CHECK);
    }
    return List.copyOf(names);
  }

  /** What came of each trial. */
  List<Check> checks() {
    return checks.done();
  }

  /** What could not be taken away again. */
  List<Left> left() {
    return Stream.of(withHeaders.left(), withoutHeaders.left(), multipart.left())
        .flatMap(Optional::stream)
        .toList();
  }

  /** Where what is written stays: tries what leaves nothing, judges writing and reading. */
  void runWithoutObjects(String why, JudgedChecks judged) {
    beginMultipart().run();
    checks.add(judged.ofSession(PUT, "s3:PutObject"));
    checks.add(judged.ofSession("get-object", "s3:GetObject"));
    checks.skip(
        why, WITHOUT_HEADERS, "get-object-version", "delete-object", "delete-object-version");
    skipTagging(why);
  }

  void run() {
    var uploads = beginMultipart();
    if (withHeaders.left().isEmpty() && withoutHeaders.left().isEmpty()) {
      runObjects(uploads);
      return;
    }
    uploads.run();
    if (takeAway()) {
      runObjects(() -> {});
      return;
    }
    String why = "an earlier try left " + key + ", which could not be deleted: no more is written";
    checks.skip(why, PUT, WITHOUT_HEADERS, "get-object", "get-object-version");
    skipTagging(why);
  }

  /** Whether what an earlier try has left is gone now; notes only what is refused. */
  private boolean takeAway() {
    String trying = "delete-object";
    try {
      deleteObjects();
      trying = "delete-object-version";
      deleteAllVersions();
      return true;
    } catch (ProbeFailure e) {
      checks.add(Check.failed(trying, e.getMessage(), REMEDY + " Left behind: " + key));
      checks.skip(
          "an earlier try left " + key,
          trying.equals("delete-object") ? "delete-object-version" : "delete-object");
      return false;
    }
  }

  private void deleteObjects() {
    ofBoth(ProbeObject::delete);
  }

  private void deleteAllVersions() {
    ofBoth(ProbeObject::deleteVersions);
  }

  /** Ends when both have; the first object's refusal is the reason. */
  private void ofBoth(Consumer<ProbeObject> trial) {
    var first = reads.begin(() -> refusal(() -> trial.accept(withHeaders)));
    var second = reads.begin(() -> refusal(() -> trial.accept(withoutHeaders)));
    var refusals = Stream.of(first.get(), second.get()).flatMap(Optional::stream).toList();
    if (!refusals.isEmpty()) {
      throw refusals.getFirst();
    }
  }

  private static Optional<ProbeFailure> refusal(Runnable trial) {
    try {
      trial.run();
      return Optional.empty();
    } catch (ProbeFailure e) {
      return Optional.of(e);
    }
  }

  /**
   * @param uploads notes what came of the upload, which has begun
   */
  private void runObjects(Runnable uploads) {
    var encryption = Encryption.ofUploads(facts);
    var first = reads.begin(() -> refusal(() -> withHeaders.put(encryption)));
    var second = reads.begin(() -> refusal(() -> withoutHeaders.put(Encryption.UNSAID)));
    uploads.run();
    var refusal = first.get().map(ProbeFailure::getMessage);
    var otherRefusal = second.get().map(ProbeFailure::getMessage);
    notePut(encryption, refusal, otherRefusal);
    noteWithoutHeaders(encryption, refusal, otherRefusal);
    if (refusal.isPresent()) {
      checks.skip("nothing could be written as ICA writes", "get-object", "get-object-version");
      skipTagging("nothing could be written as ICA writes");
      if (otherRefusal.isPresent()) {
        checks.skip("nothing could be written", "delete-object", "delete-object-version");
        return;
      }
    } else {
      use();
    }
    checks.attempt("delete-object", REMEDY, this::deleteObjects);
    deleteVersions();
  }

  private Runnable beginMultipart() {
    if (!extended) {
      return () -> {};
    }
    var trial = reads.beginning(() -> multipart.run(Encryption.ofUploads(facts)));
    return () -> checks.attempt(MultipartProbe.CHECK, remedy(), trial);
  }

  /** Reads the object and tags it; ends when all that has ended, since it is deleted then. */
  private void use() {
    var got = reads.beginning(() -> session.get(key));
    var version = withHeaders.version().filter(_ -> facts.versioning().keepsVersions());
    var gotVersion = version.map(id -> reads.beginning(() -> session.getVersion(key, id)));
    var tags = beginTagging(version);
    checks.attempt("get-object", remedy(), got);
    gotVersion.ifPresentOrElse(
        trial -> checks.attempt("get-object-version", remedy(), trial),
        () -> checks.skip("the bucket keeps no versions", "get-object-version"));
    tags.run();
  }

  /** One after the other: both may be the same version's tags. */
  private Runnable beginTagging(Optional<String> version) {
    if (!extended) {
      return () -> {};
    }
    var newest = reads.beginning(() -> session.tag(key, null));
    return () -> {
      checks.attempt("object-tagging", REMEDY, newest);
      if (facts.versioning().keepsVersions()) {
        version.ifPresentOrElse(
            id -> checks.attempt("object-version-tagging", REMEDY, () -> session.tag(key, id)),
            () -> checks.skip("the bucket keeps no versions", "object-version-tagging"));
      }
    };
  }

  private void skipTagging(String why) {
    if (extended) {
      checks.skip(why, "object-tagging");
      if (facts.versioning().keepsVersions()) {
        checks.skip(why, "object-version-tagging");
      }
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

  private void deleteVersions() {
    if (withHeaders.version().isEmpty() && withoutHeaders.version().isEmpty()) {
      checks.skip("the bucket keeps no versions", "delete-object-version");
      return;
    }
    checks.attempt(
        "delete-object-version", REMEDY + " Left behind: " + key, this::deleteAllVersions);
  }
}
