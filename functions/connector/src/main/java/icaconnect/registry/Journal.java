package icaconnect.registry;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What each step is about to do, kept in the registry. Written before the deed, so that whatever
 * exists can be found and taken back however the execution ends.
 */
public interface Journal {
  /**
   * Replaces the step's entry, if the lease is still held.
   *
   * @throws icaconnect.failure.LeaseLost when another execution holds the bucket now
   */
  void enter(String bucket, Lease lease, String step, JsonNode entry);
}
