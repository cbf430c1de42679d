package icaconnect.audit;

import java.util.Map;

/**
 * A secret that has the tag of a bucket, which whoever may tag secrets can have written.
 *
 * @param isNew less than a day old, so that what made it may still be at work
 */
public record MarkedSecret(String name, Map<String, String> tags, boolean isNew) {
  public MarkedSecret {
    tags = Map.copyOf(tags);
  }
}
