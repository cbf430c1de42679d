package icaconnect.rotation;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import icaconnect.step.RecordedTime;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The journal's entry: the new key from when it is made until it becomes current, and the present
 * key from before that until it is old and gone. A disconnect takes both, whatever connect came
 * between.
 *
 * @param replacedAt when the new key became current; without it the old key is the present one
 * @param disabledAt when the old key was made inactive
 */
record RotationEntry(
    Optional<String> oldKey,
    Optional<Instant> replacedAt,
    Optional<Instant> disabledAt,
    Optional<String> newKey) {
  static final String NAME = "rotation";
  static final RotationEntry NONE =
      new RotationEntry(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  static RotationEntry replacing(String oldKey, Instant now) {
    return new RotationEntry(
        Optional.of(oldKey), Optional.of(now), Optional.empty(), Optional.empty());
  }

  /** The present key is in no other entry from now on, until a new one takes its place. */
  static RotationEntry of(KeyVersion present) {
    return new RotationEntry(
        Optional.of(present.accessKeyId()), Optional.empty(), Optional.empty(), Optional.empty());
  }

  static RotationEntry preparing(String present, String key) {
    return new RotationEntry(
        Optional.of(present), Optional.empty(), Optional.empty(), Optional.of(key));
  }

  RotationEntry disabling(Instant now) {
    return new RotationEntry(oldKey, replacedAt, Optional.of(now), newKey);
  }

  /** Empty where a time of it is none, or is still to come. */
  static Optional<RotationEntry> read(JsonNode entry, Instant now) {
    try {
      var replacedAt = time(entry, "replacedAt");
      var disabledAt = time(entry, "disabledAt");
      return Stream.of(replacedAt, disabledAt)
              .flatMap(Optional::stream)
              .allMatch(time -> RecordedTime.mayBe(time, now))
          ? Optional.of(
              new RotationEntry(
                  Optional.ofNullable(entry.path("oldKey").textValue()),
                  replacedAt,
                  disabledAt,
                  Optional.ofNullable(entry.path("newKey").textValue())))
          : Optional.empty();
    } catch (DateTimeParseException notATime) {
      return Optional.empty();
    }
  }

  JsonNode write() {
    var entry = Json.MAPPER.createObjectNode();
    oldKey.ifPresent(id -> entry.put("oldKey", id));
    replacedAt.ifPresent(at -> entry.put("replacedAt", at.toString()));
    disabledAt.ifPresent(at -> entry.put("disabledAt", at.toString()));
    newKey.ifPresent(id -> entry.put("newKey", id));
    return entry;
  }

  private static Optional<Instant> time(JsonNode entry, String field) {
    return Optional.ofNullable(entry.path(field).textValue()).map(Instant::parse);
  }
}
