package icaconnect.verify;

import icaconnect.step.OwnedBucket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A bucket that ICA uses: keeps versions as told, refuses what it is told to refuse. */
final class InMemoryIca implements IcaPort, IcaPort.Key, IcaSession {
  private final Set<String> refused = new HashSet<>();
  private final Deque<String> versions = new ArrayDeque<>();
  private final String versionId;
  private final List<String> allowedOrigins = new ArrayList<>(List.of("https://ica.illumina.com"));
  private boolean objectThere;
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

  InMemoryIca withoutCors() {
    allowedOrigins.clear();
    return this;
  }

  boolean isEmpty() {
    return versions.isEmpty() && !objectThere;
  }

  @Override
  public Key key(String secretName) {
    tried("secret");
    return this;
  }

  @Override
  public String callerArn() {
    tried("key");
    return "arn:aws:iam::111122223333:user/ica-connect/ica-connect/us-east-1/ica-lab";
  }

  @Override
  public IcaSession federate(String userName, OwnedBucket bucket, String prefix) {
    tried("federate");
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
  public String put(String key) {
    tried("put");
    objectThere = versionId == null;
    return newVersion();
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
  public String delete(String key) {
    tried("delete");
    objectThere = false;
    return newVersion();
  }

  @Override
  public void deleteVersion(String key, String id) {
    tried("deleteVersion");
    versions.remove(id);
  }

  private String newVersion() {
    if (versionId == null) {
      return null;
    }
    String id = versionId.equals("null") ? "null" : versionId + ++count;
    versions.remove(id);
    versions.add(id);
    return id;
  }

  private void tried(String operation) {
    if (refused.contains(operation)) {
      throw new ProbeFailure("AccessDenied (HTTP 403)", null);
    }
  }
}
