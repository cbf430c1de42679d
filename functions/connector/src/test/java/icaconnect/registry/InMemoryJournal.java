package icaconnect.registry;

import com.fasterxml.jackson.databind.JsonNode;
import icaconnect.failure.LeaseLost;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A journal that remembers, and that can be told that the lease is lost. */
public final class InMemoryJournal implements ReadableJournal {
  private final Map<String, JsonNode> entries = new HashMap<>();
  private boolean leaseLost;

  @Override
  public void enter(String bucket, Lease lease, String step, JsonNode entry) {
    if (leaseLost) {
      throw new LeaseLost(bucket);
    }
    entries.put(step, entry);
  }

  @Override
  public Optional<JsonNode> entry(String bucket, String step) {
    return Optional.ofNullable(entries.get(step));
  }

  public void loseLease() {
    leaseLost = true;
  }

  public Map<String, JsonNode> entries() {
    return entries;
  }
}
