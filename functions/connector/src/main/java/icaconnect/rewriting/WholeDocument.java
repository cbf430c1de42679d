package icaconnect.rewriting;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** A document that is read and written whole, by anybody, and of which AWS keeps no version. */
public interface WholeDocument<D> {
  /** What it is and whose, in words for people. */
  String name();

  D read();

  /**
   * Sent once: a repeated write could replace what somebody wrote in between.
   *
   * @throws icaconnect.failure.TryAgain when it was not accepted, or nobody knows whether it was
   */
  void write(D document);

  /** Whether two spellings are one document: AWS gives one back in more than one. */
  boolean same(D one, D other);

  /** Absent where there is none. */
  Optional<JsonNode> json(D document);
}
