package icaconnect.credential;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.connection.Ours;
import icaconnect.lambda.Json;
import icaconnect.step.RecordedTime;
import icaconnect.step.StepName;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the journal says of the credential. While a key is being created it holds the keys that were
 * there before and the time, so that a key whose creator died before storing it can be told from
 * everybody else's.
 *
 * @param secretName absent in entries older than installations' names
 * @param accessKeyId the key that was stored; absent while one is being created
 * @param at when creating one began
 * @param storedAt when the key was stored; absent in entries of earlier versions
 */
public record JournalledCredential(
    String userName,
    Optional<String> secretName,
    Optional<String> accessKeyId,
    Set<String> keysBefore,
    Optional<Instant> at,
    Optional<Instant> storedAt) {

  /** The entry's name in the journal. */
  public static final String NAME = StepName.CREDENTIAL;

  /** Longer than the function may run, and than clocks differ. */
  private static final Duration CREATION = Duration.ofMinutes(2);

  public static JournalledCredential creating(String userName, List<AccessKey> keys, Instant now) {
    var before = new HashSet<String>();
    keys.forEach(key -> before.add(key.id()));
    return new JournalledCredential(
        userName, Optional.empty(), Optional.empty(), before, Optional.of(now), Optional.empty());
  }

  public static JournalledCredential stored(String userName, String accessKeyId, Instant now) {
    return new JournalledCredential(
        userName,
        Optional.empty(),
        Optional.of(accessKeyId),
        Set.of(),
        Optional.empty(),
        Optional.of(now));
  }

  /** A key that was in the secret before this run. */
  static JournalledCredential kept(String userName, String accessKeyId) {
    return new JournalledCredential(
        userName,
        Optional.empty(),
        Optional.of(accessKeyId),
        Set.of(),
        Optional.empty(),
        Optional.empty());
  }

  /** Found by its marks only: the journal knew nothing of it. */
  static JournalledCredential found(String userName) {
    return new JournalledCredential(
        userName, Optional.empty(), Optional.empty(), Set.of(), Optional.empty(), Optional.empty());
  }

  /** Whether a key was asked for and none is known to have been stored. */
  public boolean isUnfinished() {
    return at.isPresent() && accessKeyId.isEmpty();
  }

  /** Whether its times are none that are still to come. */
  public boolean mayBeOf(Instant now) {
    return Stream.of(at, storedAt)
        .flatMap(Optional::stream)
        .allMatch(time -> RecordedTime.mayBe(time, now));
  }

  /** The same entry, whose keys before are those before an earlier try. */
  public JournalledCredential sinceBefore(Optional<JournalledCredential> earlier) {
    return earlier
        .map(entry ->
            new JournalledCredential(
                userName, secretName, accessKeyId, entry.keysBefore, at, storedAt))
        .orElse(this);
  }

  /** The same entry, to which this key is none of the unknown ones. */
  public JournalledCredential besides(String known) {
    var before = new HashSet<>(keysBefore);
    before.add(known);
    return new JournalledCredential(userName, secretName, accessKeyId, before, at, storedAt);
  }

  /** The same entry with the secret's name. */
  public JournalledCredential in(String secret) {
    return new JournalledCredential(
        userName, Optional.of(secret), accessKeyId, keysBefore, at, storedAt);
  }

  /** Entries without one are older than installations' names. */
  String nameOfSecret() {
    return secretName.orElse(Ours.SECRET_PREFIX + userName);
  }

  /** Empty where it names no user, or a time that is none. */
  public static Optional<JournalledCredential> read(JsonNode entry) {
    String user = entry.path("userName").textValue();
    var before = new HashSet<String>();
    entry.path("keysBefore").forEach(id -> before.add(id.asText()));
    try {
      return Optional.ofNullable(user)
          .map(name ->
              new JournalledCredential(
                  name,
                  Optional.ofNullable(entry.path("secretName").textValue()),
                  Optional.ofNullable(entry.path("accessKeyId").textValue()),
                  before,
                  time(entry, "at"),
                  time(entry, "storedAt")));
    } catch (DateTimeParseException notATime) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> time(JsonNode entry, String field) {
    return Optional.ofNullable(entry.path(field).textValue()).map(Instant::parse);
  }

  public JsonNode write() {
    var entry = Json.MAPPER.createObjectNode().put("userName", userName);
    secretName.ifPresent(name -> entry.put("secretName", name));
    accessKeyId.ifPresent(id -> entry.put("accessKeyId", id));
    storedAt.ifPresent(time -> entry.put("storedAt", time.toString()));
    at.ifPresent(time -> {
      entry.put("at", time.toString());
      keysBefore.stream().sorted().forEach(entry.putArray("keysBefore")::add);
    });
    return entry;
  }

  /**
   * The stored key, where IAM may not list it yet: who took it for deleted would make another.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
   *
   * @param since what was stored before this is listed, or is gone
   */
  public Optional<AccessKey> notYetIn(List<AccessKey> listed, Instant since) {
    return storedAt
        .filter(since::isBefore)
        .flatMap(time -> accessKeyId.map(id -> new AccessKey(id, true, time)))
        .filter(stored -> listed.stream().noneMatch(key -> key.id().equals(stored.id())));
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
