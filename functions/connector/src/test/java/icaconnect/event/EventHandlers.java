package icaconnect.event;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Handlers for tests outside this package. */
public final class EventHandlers {
  private EventHandlers() {}

  /** A handler that finds these tags on every bucket. */
  public static EventHandler seeing(Map<String, String> tags) {
    return new EventHandler((bucket, account) -> Optional.of(Map.copyOf(tags)), Set.of("action"));
  }
}
