package icaconnect.rotation;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.lambda.Json;
import java.time.Instant;
import java.util.Optional;

/**
 * The journal's entry: the old key, from before the new one becomes current until the old one is
 * gone.
 *
 * @param replacedAt when the new key became current
 * @param disabledAt when the old key was made inactive
 */
record RotationEntry(
    Optional<String> oldKey, Optional<Instant> replacedAt, Optional<Instant> disabledAt) {
  static final String NAME = "rotation";
  static final RotationEntry NONE =
      new RotationEntry(Optional.empty(), Optional.empty(), Optional.empty());

  static RotationEntry replacing(String oldKey, Instant now) {
    return new RotationEntry(Optional.of(oldKey), Optional.of(now), Optional.empty());
  }

  RotationEntry disabling(Instant now) {
    return new RotationEntry(oldKey, replacedAt, Optional.of(now));
  }

  static RotationEntry read(JsonNode entry) {
    return new RotationEntry(
        Optional.ofNullable(entry.path("oldKey").textValue()),
        time(entry, "replacedAt"),
        time(entry, "disabledAt"));
  }

  JsonNode write() {
    var entry = Json.MAPPER.createObjectNode();
    oldKey.ifPresent(id -> entry.put("oldKey", id));
    replacedAt.ifPresent(at -> entry.put("replacedAt", at.toString()));
    disabledAt.ifPresent(at -> entry.put("disabledAt", at.toString()));
    return entry;
  }

  private static Optional<Instant> time(JsonNode entry, String field) {
    return Optional.ofNullable(entry.path(field).textValue()).map(Instant::parse);
  }
}
