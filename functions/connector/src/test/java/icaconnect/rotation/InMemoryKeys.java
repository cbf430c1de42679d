package icaconnect.rotation;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Ours;
import icaconnect.credential.AccessKey;
import icaconnect.credential.AccessKeys;
import icaconnect.credential.KeyOwner;
import icaconnect.credential.NewKey;
import icaconnect.credential.StoredCredential;
import icaconnect.iam.AttachedItem;
import icaconnect.iam.GrantedBesides;
import icaconnect.ica.AwsCredentials;
import icaconnect.registry.Lease;
import icaconnect.registry.ReadableJournal;
import icaconnect.step.Invocation;
import icaconnect.step.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One user, one secret and the journal; they remember, count their writes, and can die before any
 * of them.
 */
final class InMemoryKeys
    implements AccessKeys, KeyUse, UserGrants, SecretVersions, KeyProof, ReadableJournal {
  static final String ARN =
      "arn:aws:secretsmanager:us-east-1:111122223333:secret:ica-connect/ica-connect/ica-lab-Ab12Cd";

  /** The death of the function. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  Instant now = Instant.parse("2026-01-01T12:00:00Z");
  final List<String> writes = new ArrayList<>();
  final Map<String, JsonNode> entries = new HashMap<>();
  final Map<String, Instant> lastUse = new HashMap<>();
  int deadlyWrite;
  String installation = Invocation.INSTALLATION.name();
  String bucket = "lab";
  JsonNode policy;
  Optional<String> otherKey = Optional.empty();
  Optional<String> user = Optional.empty();
  boolean bounded;
  final List<String> attached = new ArrayList<>();
  final List<AttachedItem> items = new ArrayList<>();
  String caller = "arn:aws:iam::111122223333:user/ica-connect/ica-connect/us-east-1/ica-lab";
  private final List<AccessKey> keys = new ArrayList<>();
  private final Map<String, KeyVersion> labels = new HashMap<>();
  private String tag;
  private int made;

  InMemoryKeys() {
    keys.add(new AccessKey("AKIA0", true, now.minus(Duration.ofDays(100))));
    labels.put(CURRENT, new KeyVersion("v0", "AKIA0"));
    tag = "AKIA0";
  }

  /** Everything that a run must leave in order; empty when it does. */
  List<String> disorder() {
    var disorder = new ArrayList<String>();
    String current = labels.get(CURRENT).accessKeyId();
    if (keys.size() != 1 || !keys.getFirst().active() || !keys.getFirst().id().equals(current)) {
      disorder.add("keys " + keys + ", current " + current);
    }
    if (!current.equals(tag) || labels.containsKey(PENDING)) {
      disorder.add("tag " + tag + ", labels " + labels);
    }
    return disorder;
  }

  /** Whether who reads the secret now has a key that works. */
  boolean works() {
    return keys.stream().anyMatch(key -> key.active() && key.id().equals(current()));
  }

  String current() {
    return labels.get(CURRENT).accessKeyId();
  }

  Optional<String> pending() {
    return Optional.ofNullable(labels.get(PENDING)).map(KeyVersion::accessKeyId);
  }

  List<AccessKey> keys() {
    return keys;
  }

  void addTheirs(String id) {
    keys.add(new AccessKey(id, true, now.minus(Duration.ofDays(9))));
  }

  /** Another secret, with a key besides those that there are. */
  void connectAnew(String id) {
    keys.add(new AccessKey(id, true, now));
    labels.put(CURRENT, new KeyVersion("anew", id));
    tag = id;
  }

  void tagOnly(String id) {
    tag = id;
  }

  @Override
  public List<AccessKey> of(String userName) {
    return List.copyOf(keys);
  }

  @Override
  public GrantedBesides granted(String userName) {
    return new GrantedBesides(userName, attached, items);
  }

  @Override
  public NewKey create(String userName) {
    write("create key");
    var key = new NewKey("AKIA" + ++made, "secret-half-" + made);
    keys.add(new AccessKey(key.accessKeyId(), true, now));
    return key;
  }

  @Override
  public void delete(String userName, String id) {
    write("delete " + id);
    keys.removeIf(key -> key.id().equals(id));
  }

  @Override
  public Optional<Instant> lastUsed(String id) {
    return Optional.ofNullable(lastUse.get(id));
  }

  @Override
  public void disable(String userName, String id) {
    write("disable " + id);
    keys.replaceAll(key -> key.id().equals(id) ? new AccessKey(id, false, key.created()) : key);
  }

  void enable(String id) {
    keys.replaceAll(key -> key.id().equals(id) ? new AccessKey(id, true, key.created()) : key);
  }

  @Override
  public Optional<StoredCredential> describe(String name) {
    return Optional.of(
        new StoredCredential(
            ARN,
            Map.of(
                Ours.BUCKET_TAG,
                bucket,
                Ours.INSTALLATION_TAG,
                installation,
                StoredCredential.KEY_TAG,
                tag),
            otherKey,
            false,
            List.of()));
  }

  @Override
  public Optional<JsonNode> policy(String arn) {
    return Optional.ofNullable(policy);
  }

  @Override
  public Optional<KeyVersion> at(String name, String label) {
    return Optional.ofNullable(labels.get(label));
  }

  @Override
  public void addPending(String arn, String bucket, String userName, NewKey key) {
    write("add pending");
    labels.put(PENDING, new KeyVersion("v" + made, key.accessKeyId()));
  }

  @Override
  public void makeCurrent(String arn, KeyVersion from, KeyVersion to) {
    write("make current " + to.accessKeyId());
    labels.put(CURRENT, to);
  }

  @Override
  public void unlabel(String arn, KeyVersion pending) {
    write("unlabel");
    labels.remove(PENDING);
  }

  @Override
  public void tag(String arn, String id) {
    write("tag " + id);
    tag = id;
  }

  @Override
  public void usePending(Step step, String name) {
    KeyOwner owner = _ -> caller;
    owner.proven(step, new AwsCredentials(labels.get(PENDING).accessKeyId(), "hidden"));
  }

  @Override
  public void enter(String bucket, Lease lease, String step, JsonNode entry) {
    write("journal " + step);
    entries.put(step, entry);
  }

  private void write(String what) {
    if (deadlyWrite > 0 && writes.size() + 1 >= deadlyWrite) {
      throw new Killed();
    }
    writes.add(what);
  }

  @Override
  public Optional<JsonNode> entry(String bucket, String step) {
    return Optional.ofNullable(entries.get(step));
  }
}
