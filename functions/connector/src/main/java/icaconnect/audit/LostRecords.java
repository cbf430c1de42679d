package icaconnect.audit;

import com.fasterxml.jackson.databind.JsonNode;

/** Writes records that the registry has lost. */
public interface LostRecords {
  /**
   * A record of a connection that has drifted, with this wish, marked as rebuilt. Where there is a
   * record by now, nothing is written.
   */
  void add(String bucket, JsonNode wish);
}
