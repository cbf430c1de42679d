package icaconnect.preview;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.registry.Lease;
import icaconnect.registry.ReadableJournal;
import java.util.Optional;

/** Without a stack there is no record of earlier connects, and nothing is entered. */
final class NoJournal implements ReadableJournal {
  @Override
  public Optional<JsonNode> entry(String bucket, String step) {
    return Optional.empty();
  }

  @Override
  public void enter(String bucket, Lease lease, String step, JsonNode entry) {
    throw ReadOnly.refusal();
  }
}
