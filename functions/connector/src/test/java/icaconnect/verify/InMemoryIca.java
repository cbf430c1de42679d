package icaconnect.verify;

import icaconnect.step.OwnedBucket;
import icaconnect.traffic.Encryption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A bucket that ICA uses: keeps versions as told, refuses what it is told to refuse. */
final class InMemoryIca implements IcaPort, IcaPort.Key, IcaSession {
  private String caller =
      "arn:aws:iam::111122223333:user/ica-connect/ica-connect/us-east-1/ica-lab";
  private final Set<String> refused = new HashSet<>();
  private final Deque<String> versions = new ArrayDeque<>();
  private final String versionId;
  private final List<String> allowedOrigins = new ArrayList<>(List.of("https://ica.illumina.com"));
  private final Set<String> objects = new HashSet<>();
  private final Set<String> uploads = new HashSet<>();
  private Predicate<Encryption> accepted = _ -> true;
  private Optional<String> bucket = Optional.of("lab");
  private String kmsKey;
  private String sessionPolicy;
  private int count;

  /**
   * Versions "v1", "v2", … are kept; or always "null", as in a suspended bucket; or none at all.
   */
  enum Keeps {
    NOTHING,
    VERSIONS,
    NULL_VERSIONS
  }

  InMemoryIca(Keeps keeps) {
    versionId =
        switch (keeps) {
          case NOTHING -> null;
          case VERSIONS -> "v";
          case NULL_VERSIONS -> "null";
        };
  }

  InMemoryIca refusing(String... operations) {
    refused.addAll(List.of(operations));
    return this;
  }

  /** As a bucket policy that denies all other uploads. */
  InMemoryIca accepting(Predicate<Encryption> uploads) {
    accepted = uploads;
    return this;
  }

  /** As KMS does for a session whose policy does not name the key. */
  InMemoryIca encryptingWith(String key) {
    kmsKey = key;
    return this;
  }

  InMemoryIca withKeyOf(String arn) {
    caller = arn;
    return this;
  }

  /** As what this application writes says it. */
  InMemoryIca withKeyOfBucket(Optional<String> name) {
    bucket = name;
    return this;
  }

  InMemoryIca withoutCors() {
    allowedOrigins.clear();
    return this;
  }

  boolean isEmpty() {
    return size() == 0;
  }

  @Override
  public Key key(String secretName) {
    tried("secret");
    return this;
  }

  @Override
  public Optional<String> bucket() {
    return bucket;
  }

  @Override
  public String callerArn() {
    tried("key");
    return caller;
  }

  @Override
  public IcaSession federate(String userName, OwnedBucket bucket, String policy) {
    tried("federate");
    sessionPolicy = policy;
    return this;
  }

  @Override
  public Preflight preflight(OwnedBucket bucket, String objectKey, String origin, String method) {
    return allowedOrigins.contains(origin)
        ? new Preflight(200, Optional.of(origin), Optional.of("HEAD, GET, PUT, POST, DELETE"))
        : new Preflight(403, Optional.empty(), Optional.empty());
  }

  @Override
  public void location() {
    tried("location");
  }

  @Override
  public void notifications() {
    tried("notifications");
  }

  @Override
  public void list(String prefix) {
    tried("list");
  }

  @Override
  public synchronized String put(String key, Encryption encryption) {
    tried("put");
    if (!accepted.test(encryption) || (kmsKey != null && !sessionPolicy.contains(kmsKey))) {
      throw new ProbeFailure("AccessDenied (HTTP 403)", null);
    }
    if (versionId == null) {
      objects.add(key);
    }
    return newVersion(key);
  }

  @Override
  public void versioning() {
    tried("versioning");
  }

  @Override
  public void listVersions(String prefix) {
    tried("listVersions");
  }

  @Override
  public synchronized String startMultipart(String key, Encryption encryption) {
    tried("startMultipart");
    uploads.add(key);
    return "upload-of-" + key;
  }

  @Override
  public void listParts(String key, String uploadId) {
    tried("listParts");
  }

  @Override
  public synchronized void abortMultipart(String key, String uploadId) {
    tried("abortMultipart");
    uploads.remove(key);
  }

  @Override
  public void tag(String key, String id) {
    tried(id == null ? "tag" : "tagVersion");
  }

  /** How many versions, delete markers, objects and uploads are there. */
  int size() {
    return versions.size() + objects.size() + uploads.size();
  }

  InMemoryIca allowing(String operation) {
    refused.remove(operation);
    return this;
  }

  @Override
  public void get(String key) {
    tried("get");
  }

  @Override
  public void getVersion(String key, String id) {
    tried("getVersion");
  }

  @Override
  public synchronized String delete(String key) {
    tried("delete");
    objects.remove(key);
    return newVersion(key);
  }

  @Override
  public synchronized void deleteVersion(String key, String id) {
    tried("deleteVersion");
    versions.remove(key + id);
  }

  private String newVersion(String key) {
    if (versionId == null) {
      return null;
    }
    String id = versionId.equals("null") ? "null" : versionId + ++count;
    versions.remove(key + id);
    versions.add(key + id);
    return id;
  }

  private void tried(String operation) {
    if (refused.contains(operation)) {
      throw new ProbeFailure("AccessDenied (HTTP 403)", null);
    }
  }
}
