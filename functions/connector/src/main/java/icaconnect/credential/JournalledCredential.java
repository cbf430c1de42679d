package icaconnect.credential;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the journal says of the credential. While a key is being created it holds the keys that were
 * there before and the time, so that a key whose creator died before storing it can be told from
 * everybody else's.
 *
 * @param secretName absent in entries older than installations' names
 * @param accessKeyId the key that was stored; absent while one is being created
 */
public record JournalledCredential(
    String userName,
    Optional<String> secretName,
    Optional<String> accessKeyId,
    Set<String> keysBefore,
    Optional<Instant> at) {

  /** The entry's name in the journal. */
  public static final String NAME = "credential";

  /** Longer than the function may run, and than clocks differ. */
  private static final Duration CREATION = Duration.ofMinutes(2);

  static JournalledCredential creating(CredentialState current, Instant now) {
    return creating(current.userName(), current.keys(), now);
  }

  public static JournalledCredential creating(String userName, List<AccessKey> keys, Instant now) {
    var before = new HashSet<String>();
    keys.forEach(key -> before.add(key.id()));
    return new JournalledCredential(
        userName, Optional.empty(), Optional.empty(), before, Optional.of(now));
  }

  public static JournalledCredential stored(String userName, String accessKeyId) {
    return new JournalledCredential(
        userName, Optional.empty(), Optional.of(accessKeyId), Set.of(), Optional.empty());
  }

  /** Found by its marks only: the journal knew nothing of it. */
  static JournalledCredential found(String userName) {
    return new JournalledCredential(
        userName, Optional.empty(), Optional.empty(), Set.of(), Optional.empty());
  }

  /** Whether a key was asked for and none is known to have been stored. */
  public boolean isUnfinished() {
    return at.isPresent() && accessKeyId.isEmpty();
  }

  /** The same entry, whose keys before are those before an earlier try. */
  public JournalledCredential sinceBefore(Optional<JournalledCredential> earlier) {
    return earlier
        .map(entry ->
            new JournalledCredential(userName, secretName, accessKeyId, entry.keysBefore, at))
        .orElse(this);
  }

  /** The same entry, to which this key is none of the unknown ones. */
  public JournalledCredential besides(String known) {
    var before = new HashSet<>(keysBefore);
    before.add(known);
    return new JournalledCredential(userName, secretName, accessKeyId, before, at);
  }

  /** The same entry with the secret's name. */
  public JournalledCredential in(String secret) {
    return new JournalledCredential(userName, Optional.of(secret), accessKeyId, keysBefore, at);
  }

  public static JournalledCredential read(JsonNode entry) {
    var before = new HashSet<String>();
    entry.path("keysBefore").forEach(id -> before.add(id.asText()));
    return new JournalledCredential(
        entry.path("userName").asText(),
        Optional.ofNullable(entry.path("secretName").textValue()),
        Optional.ofNullable(entry.path("accessKeyId").textValue()),
        before,
        Optional.ofNullable(entry.path("at").textValue()).map(Instant::parse));
  }

  public JsonNode write() {
    var entry = Json.MAPPER.createObjectNode().put("userName", userName);
    secretName.ifPresent(name -> entry.put("secretName", name));
    accessKeyId.ifPresent(id -> entry.put("accessKeyId", id));
    at.ifPresent(time -> {
      entry.put("at", time.toString());
      keysBefore.stream().sorted().forEach(entry.putArray("keysBefore")::add);
    });
    return entry;
  }

  /** Keys that one of our executions created and never stored: nobody has their secret. */
  public List<String> orphans(List<AccessKey> keys) {
    return at.map(start ->
            keys.stream()
                .filter(key -> !keysBefore.contains(key.id()))
                .filter(
                    key -> Duration.between(start, key.created()).abs().compareTo(CREATION) <= 0)
                .map(AccessKey::id)
                .toList())
        .orElse(List.of());
  }
}
